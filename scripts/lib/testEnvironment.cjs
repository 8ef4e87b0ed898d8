/**
 * Where jest runs a test file: in this very realm, where a new vm context would cost every file its own copy of all
 * that it imports. What a file leaves behind is put back in `teardown`.
 */
const { ModuleMocker } = require('jest-mock');

/** What jest's own parts keep in the realm for one test file. */
const ofOneFile = (key) =>
  key === Symbol.for('EVENT_HANDLERS') ||
  (typeof key === 'symbol' && key.description === 'JEST_STATE_SYMBOL') ||
  // Entities register themselves as their modules are evaluated, and a file evaluates them anew.
  key === 'typeormMetadataArgsStorage';

module.exports = class TestEnvironment {
  /** Jest writes its console and its guard around process.exit here, and only here. */
  global = Object.create(globalThis, { process: { value: Object.create(process), writable: true } });
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  #before;

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: code runs in this realm. */
  getVmContext() {
    return null;
  }

  async setup() {
    const { exitCode, env } = process;
    this.#before = { exitCode, env: { ...env }, console: globalThis.console };
    globalThis.console = this.global.console;
  }

  async teardown() {
    if (!this.#before) return;
    const { exitCode, env, console } = this.#before;
    globalThis.console = console;
    process.exitCode = exitCode;
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
    Object.assign(process.env, env);
    for (const key of Reflect.ownKeys(globalThis)) if (ofOneFile(key)) delete globalThis[key];
  }
};

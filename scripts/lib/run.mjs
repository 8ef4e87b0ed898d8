import { spawn } from 'node:child_process';
import { projectRoot } from './project.mjs';

/**
 * Runs a command in the project's folder, with its output passed through.
 *
 * @param {string} command path or name of the program
 * @param {string[]} args
 * @param {Record<string, string>} [environment] variables on top of ours
 * @returns {Promise<number>} its exit code; 1 when a signal ended it or it could not be started
 */
export function run(command, args, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a step and prints one line with its result and duration.
 *
 * @param {string} name
 * @param {() => Promise<number>} step resolves to an exit code
 * @returns {Promise<number>} that exit code
 */
export async function timed(name, step) {
  const start = performance.now();
  const code = await step();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  return code;
}

/**
 * How jest loads what a test file imports. Jest's own runtime gives each file a copy of everything, packages
 * included, compiled and evaluated anew: two seconds for typeorm, graphql and the rest, in more than two hundred
 * files. Here the project's own modules are new for each file, and so is what they keep; packages are loaded by Node
 * itself, as in production, once in each of jest's worker processes.
 *
 * It knows no mocks and no fake timers of modules: there are none here, tests pass in what they replace.
 */
const { createRequire } = require('node:module');
const { readFileSync, statSync } = require('node:fs');
const { dirname, resolve, sep } = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { compileFunction, constants, SourceTextModule, SyntheticModule } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

const ownScope = '@huitong/';

/** Texts of the project's own modules; a run that watches the files reads a changed one again. */
const texts = new Map();

function textOf(path) {
  const { mtimeMs } = statSync(path);
  const known = texts.get(path);
  if (known?.mtimeMs === mtimeMs) return known.text;
  const text = readFileSync(path, 'utf8');
  texts.set(path, { mtimeMs, text });
  return text;
}

/** Node's own `import()` as code in a folder would call it. */
const importers = new Map();

function importAsFrom(folder, specifier) {
  let importer = importers.get(folder);
  if (!importer) {
    importer = compileFunction('return import(specifier);', ['specifier'], {
      filename: resolve(folder, 'import.js'),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    importers.set(folder, importer);
  }
  return importer(specifier);
}

/** A module that stands for one that is loaded already. */
async function standIn(identifier, exports) {
  const names = Object.keys(exports);
  const module = new SyntheticModule(
    names,
    () => {
      for (const name of names) module.setExport(name, exports[name]);
    },
    { identifier },
  );
  await module.link(() => undefined);
  await module.evaluate();
  return module;
}

/** Stand-ins of packages and of Node's own modules, by namespace. */
const packages = new WeakMap();

async function packageModule(folder, specifier) {
  const namespace = await importAsFrom(folder, specifier);
  let module = packages.get(namespace);
  if (!module) packages.set(namespace, (module = standIn(specifier, namespace)));
  return module;
}

/** The project's own modules as one test file sees them. */
class OwnModules {
  #modules = new Map();
  #linking = Promise.resolve();
  #globals;
  #root;

  constructor(root) {
    this.#root = root;
  }

  useGlobals(globals) {
    this.#globals = standIn('@jest/globals', globals);
  }

  /** Imports a file of the project and all that it needs. */
  async import(path) {
    const module = this.#moduleOf(path);
    // One after another: two imports at once could meet in a module that one of them is linking.
    const linked = this.#linking.then(() => {
      if (module.status === 'unlinked')
        return module.link((specifier, from) => this.#resolve(specifier, from));
      return undefined;
    });
    this.#linking = linked.catch(() => undefined);
    await linked;
    // A cycle of imports() may ask for a module in the midst of its evaluation.
    while (module.status === 'evaluating') await new Promise(setImmediate);
    await module.evaluate();
    return module;
  }

  #moduleOf(path) {
    let module = this.#modules.get(path);
    if (!module) {
      module = new SourceTextModule(textOf(path), {
        identifier: path,
        initializeImportMeta(meta) {
          Object.assign(meta, { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) });
        },
        importModuleDynamically: (specifier) => this.#importDynamically(specifier, path),
      });
      this.#modules.set(path, module);
    }
    return module;
  }

  #resolve(specifier, from) {
    if (specifier === '@jest/globals') return this.#globals;
    const path = this.#ownPath(specifier, from.identifier);
    return path ? this.#moduleOf(path) : packageModule(dirname(from.identifier), specifier);
  }

  #importDynamically(specifier, from) {
    const path = this.#ownPath(specifier, from);
    return path ? this.import(path) : importAsFrom(dirname(from), specifier);
  }

  /** The file that a specifier names when it is one of the project's own. */
  #ownPath(specifier, from) {
    let path;
    if (/^\.\.?\//.test(specifier)) path = resolve(dirname(from), specifier);
    else if (specifier.startsWith('file:')) path = fileURLToPath(specifier);
    else if (specifier.startsWith('/')) path = specifier;
    else if (specifier.startsWith(ownScope)) path = createRequire(from).resolve(specifier);
    else return undefined;
    const isOwn = path.startsWith(this.#root + sep) && !path.includes(`${sep}node_modules${sep}`);
    return isOwn && path.endsWith('.js') ? path : undefined;
  }
}

module.exports.default = class TestRuntime extends JestRuntime {
  #own;

  constructor(config, ...rest) {
    super(config, ...rest);
    this.#own = new OwnModules(config.rootDir);
  }

  setGlobalsForRuntime(globals) {
    this.#own.useGlobals(globals);
  }

  async unstable_importModule(path) {
    return this.#own.import(path);
  }

  /** Jest's own parts: the one asked for anew, because it keeps the state of one test file, the rest as it is. */
  requireInternalModule(path) {
    delete require.cache[path];
    const fresh = require(path);
    module.children = module.children.filter((child) => child.id !== path);
    return fresh;
  }
};
module.exports.__esModule = true;

import { join } from 'node:path';
import { filesBelow, newest } from './project.mjs';
import { run } from './run.mjs';

/** Whether map/dist is at least as new as everything it is made of, the versions of the libraries included. */
export function pagesAreCurrent(root) {
  const pages = ['index.html', 'explorer.html'];
  const outputs = filesBelow(join(root, 'map/dist'));
  if (!pages.every((page) => outputs.includes(join(root, 'map/dist', page)))) {
    return false;
  }
  const inputs = [...pages, 'package.json', 'vite.config.js'].map((file) => join(root, 'map', file));
  const sources = filesBelow(join(root, 'map/src'));
  return newest([...inputs, ...sources, join(root, 'package-lock.json')]) <= newest(outputs);
}

/**
 * Builds the pages with Vite.
 *
 * @returns {Promise<number>} Vite's exit code
 */
export function buildPages(root) {
  // The native loader imports the config as it is; the default one writes a bundled copy into node_modules.
  const flags = ['--configLoader', 'native', '--logLevel', 'warn'];
  return run(process.execPath, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    join(root, 'map'),
    ...flags,
  ]);
}

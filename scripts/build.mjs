/**
 * Builds everything that runs: TypeScript into each workspace's dist, the pages into map/dist. Root `prepare` calls it
 * under `npm ci`.
 *
 *   node scripts/build.mjs                  from nothing: every dist is removed first, because tsc -b never deletes,
 *                                           and a test or migration whose source is gone would still run
 *   node scripts/build.mjs --incremental    only what changed; outputs without a source are removed one by one
 *   node scripts/build.mjs --no-pages       without the pages
 *   node scripts/build.mjs --prepare        as npm calls it: without the compiler (npm ci --omit=dev) it says so and
 *                                           leaves, because the install itself went well
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { removeOrphanedOutputs } from './lib/outputs.mjs';
import { buildPages, pagesAreCurrent } from './lib/pages.mjs';
import { compiledWorkspaces, projectRoot, runScript } from './lib/project.mjs';
import { run, timed } from './lib/run.mjs';

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    incremental: { type: 'boolean', default: false },
    pages: { type: 'boolean', default: true },
    prepare: { type: 'boolean', default: false },
  },
});

const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');

runScript(async () => {
  if (options.prepare && !existsSync(compiler)) {
    console.log(
      'huitong: the compiler is not installed (development dependencies were left out); nothing is built.',
    );
    return 0;
  }
  if (options.incremental) {
    removeOrphanedOutputs(projectRoot);
  } else {
    for (const workspace of compiledWorkspaces()) {
      rmSync(join(projectRoot, workspace, 'dist'), { recursive: true, force: true });
    }
  }
  const compiled = await timed('build: TypeScript', () => run(process.execPath, [compiler, '-b']));
  if (compiled !== 0) {
    return compiled;
  }
  if (!options.pages || (options.incremental && pagesAreCurrent(projectRoot))) {
    return 0;
  }
  return timed('build: pages', () => buildPages(projectRoot));
});

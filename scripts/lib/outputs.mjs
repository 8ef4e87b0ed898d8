import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compiledWorkspaces, filesBelow } from './project.mjs';

const outputEndings = ['.js', '.js.map', '.d.ts', '.d.ts.map'];

/**
 * Removes compiled files whose source is gone. `tsc -b` leaves them, and a deleted test would go on passing.
 *
 * @param {string} root folder of the project
 * @returns {string[]} what was removed, as paths from the root
 */
export function removeOrphanedOutputs(root) {
  const removed = compiledWorkspaces(root).flatMap((workspace) =>
    filesBelow(join(root, workspace, 'dist')).filter((output) => !hasSource(join(root, workspace), output)),
  );
  for (const output of removed) {
    rmSync(output);
  }
  return removed.map((output) => relative(root, output));
}

/** A workspace compiles either `src` into `dist`, or itself (src, migrations, sample) into `dist`. */
function hasSource(workspace, output) {
  const path = relative(join(workspace, 'dist'), output);
  const ending = outputEndings.findLast((candidate) => path.endsWith(candidate));
  if (ending === undefined) {
    return true;
  }
  const stem = path.slice(0, -ending.length);
  const candidates = [join(workspace, 'src', stem), join(workspace, stem)];
  return candidates.some((candidate) => existsSync(`${candidate}.ts`) || existsSync(`${candidate}.tsx`));
}

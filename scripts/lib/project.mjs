import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the project, without a slash at the end. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * The workspaces that TypeScript builds, as paths from the root.
 *
 * @param {string} root folder of the project
 * @returns {string[]} those that have a tsconfig.json and are built into dist (map is not: Vite builds it)
 */
export function compiledWorkspaces(root = projectRoot) {
  const subgraphs = readdirSync(join(root, 'subgraphs')).map((name) => `subgraphs/${name}`);
  return ['contract', 'kit', 'engine', 'gateway', ...subgraphs, 'cli', 'tests', 'bench'].filter((workspace) =>
    existsSync(join(root, workspace, 'tsconfig.json')),
  );
}

/** Every file below a folder, as full paths; nothing when the folder is not there. */
export function filesBelow(folder) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Time in milliseconds of the newest of some files; 0 when there are none. */
export function newest(files) {
  return files.reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0);
}

/** A failure whose message says all there is to say; it is printed without a stack. */
export class PlainFailure extends Error {}

/**
 * Runs the body of a script: its result is the exit code, a `PlainFailure` is printed and makes it 1, and any other
 * throw is a bug and keeps its stack.
 *
 * @param {() => number | Promise<number>} body
 */
export async function runScript(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof PlainFailure)) {
      throw error;
    }
    console.error(error.message);
    process.exitCode = 1;
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The project's folder, from tests/dist/house. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

export const read = (...path: string[]) => readFileSync(join(projectRoot, ...path), 'utf8');

export const foldersOf = (...path: string[]) =>
  readdirSync(join(projectRoot, ...path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

export const filesOf = (...path: string[]) =>
  readdirSync(join(projectRoot, ...path), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

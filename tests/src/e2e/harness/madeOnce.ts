import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testRunFolder } from './configuration.js';
import { until } from './processes.js';

/**
 * A folder that is made once in a test run, by whichever test file needs it first; the others wait for it.
 * @param make fills the folder; when it fails, whoever comes next tries again.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(testRunFolder(), name);
  const whole = `${folder}.whole`;
  const lock = `${folder}.lock`;
  await until(
    `${name} is made`,
    async () => {
      if (await exists(whole)) return true;
      // A folder is made by one and by nobody else at the same time.
      if (
        !(await mkdir(lock).then(
          () => true,
          () => false,
        ))
      )
        return false;
      try {
        if (await exists(whole)) return true;
        await rm(folder, { recursive: true, force: true });
        await mkdir(folder);
        await make(folder);
        await writeFile(whole, '');
        return true;
      } finally {
        await rm(lock, { recursive: true });
      }
    },
    600_000,
  );
  return folder;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

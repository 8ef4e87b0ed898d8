import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSetupError, errorCode, errorText } from './errors.js';

/**
 * Replaces a file so that a reader, or a power cut, finds the old content or the new, never a part:
 * temporary file beside it, fsync, rename, fsync of the folder.
 *
 * @param mode permission bits, for example 0o600; set explicitly, so the umask cannot widen or narrow them
 */
export async function writeFileAtomically(path: string, content: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Reads a file that holds secrets. Undefined when it does not exist.
 *
 * @throws DatabaseSetupError SECRETS_UNUSABLE when group or others may read or write it, or it cannot be read
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  let file;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new DatabaseSetupError(
      'SECRETS_UNUSABLE',
      `Cannot read ${path} (${errorText(error)}). It belongs to the user who first started Huitong on this ` +
        `data folder: start as that user, or use another data folder.`,
      { cause: error },
    );
  }
  try {
    // The opened file is judged, not the name: nothing can be swapped between the look and the read.
    const { mode } = await file.stat();
    if ((mode & 0o077) !== 0) {
      throw new DatabaseSetupError(
        'SECRETS_UNUSABLE',
        `${path} holds secrets but has mode ${(mode & 0o777).toString(8).padStart(4, '0')}: others than its ` +
          `owner may read or change it. Run: chmod 600 '${path}' (and replace the secrets if others had access).`,
      );
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

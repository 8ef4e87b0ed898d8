import { chmod, cp, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TlsCredentials } from '@huitong/kit';

const fixtures = fileURLToPath(new URL('../../../fixtures/tls', import.meta.url));

/** The committed test certificates in a folder of one's own, with keys that nobody else may read, as `--tls` wants. */
export async function certificateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huitong-tls-'));
  for (const name of await readdir(fixtures)) {
    await cp(join(fixtures, name), join(folder, name), { recursive: true });
    if (!name.includes('.')) await chmod(join(folder, name, 'key.pem'), 0o600);
  }
  return folder;
}

/** The certificates of one of the processes, or of a stranger. */
export async function certificatesOf(name: string): Promise<TlsCredentials> {
  const [ca = '', cert = '', key = ''] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((file) => readFile(join(fixtures, name, file), 'utf8')),
  );
  return { ca, cert, key };
}

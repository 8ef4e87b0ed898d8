import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { subgraphAddresses } from './addresses.js';
import { readTls } from './tls.js';

const fixture = (path: string) =>
  fileURLToPath(new URL(`../../../tests/fixtures/tls/${path}`, import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-tls-'));
  await take('fire');
});
afterEach(() => rm(folder, { recursive: true }));

async function take(name: string, files: readonly string[] = ['ca.pem', 'cert.pem', 'key.pem']) {
  for (const file of files) await cp(fixture(`${name}/${file}`), join(folder, file));
  await chmod(join(folder, 'key.pem'), 0o600);
}

describe('the certificates of a process', () => {
  it('are taken when all fits, also while two authorities are believed', async () => {
    const { ca } = await readTls(folder, 'fire');
    await take('stranger-fire', ['ca.pem']);
    const other = await readTls(folder, 'fire').catch((error: Error) => error.message);
    expect(other).toContain('no authority of ca.pem has signed cert.pem');
    await writeFile(
      join(folder, 'ca.pem'),
      `${(await readFile(fixture('stranger-fire/ca.pem'), 'utf8')).trim()}\n${ca}`,
    );
    expect((await readTls(folder, 'fire')).ca.match(/BEGIN/g)).toHaveLength(2);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['another name', () => take('mines'), /not for the name fire/],
    ["another certificate's key", () => take('renewed-fire', ['key.pem']), /key\.pem is not the key/],
    ['a certificate that has expired', () => take('expired-fire'), /has expired/],
    ['no authority', () => writeFile(join(folder, 'ca.pem'), ''), /ca\.pem holds no certificate/],
    ['no certificate', () => writeFile(join(folder, 'cert.pem'), 'x'), /cert\.pem holds no certificate/],
    [
      'a damaged certificate',
      () => writeFile(join(folder, 'cert.pem'), '-----BEGIN CERTIFICATE-----\ncanary\n'),
      /no PEM/,
    ],
    ['a damaged key', () => writeFile(join(folder, 'key.pem'), 'canary', { mode: 0o600 }), /no PEM/],
    ['a file missing', () => rm(join(folder, 'cert.pem')), /cert\.pem cannot be read/],
    ['no key', () => rm(join(folder, 'key.pem')), /key\.pem is missing/],
  ])('are refused with %s, in words that show nothing of them', async (_, damage, message) => {
    await damage();
    const refused = (await readTls(folder, 'fire').catch((error: unknown) => error)) as Error;
    expect(refused).toMatchObject({ code: 'SETTING_INVALID', message: expect.stringMatching(message) });
    expect(refused.message).not.toContain('canary');
  });

  it('are refused when others may read the key', async () => {
    await chmod(join(folder, 'key.pem'), 0o640);
    await expect(readTls(folder, 'fire')).rejects.toMatchObject({ code: 'SECRETS_UNUSABLE' });
  });

  it('leave no way in the clear', () => {
    expect(subgraphAddresses('fire=http://a:1').get('fire')).toBe('http://a:1');
    expect(subgraphAddresses('fire=https://a:1', true).get('fire')).toBe('https://a:1');
    expect(() => subgraphAddresses('fire=https://a:1,mines=http://b:2', true)).toThrow(/https/);
  });
});

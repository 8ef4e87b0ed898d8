import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateSecrets, SECRETS_FILE } from './secrets.js';

let folder: string;
const file = () => join(folder, SECRETS_FILE);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('loadOrCreateSecrets', () => {
  it('creates different random secrets, for the owner of the file only, and finds them again', async () => {
    const secrets = await loadOrCreateSecrets(folder, ['mines', 'fire']);
    const { mines, fire } = secrets.subgraphs;
    expect(new Set([...Object.values(mines!), ...Object.values(fire!)]).size).toBe(6);
    expect(Buffer.from(mines!.envelopeKey, 'base64')).toHaveLength(32);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await loadOrCreateSecrets(folder, ['fire'])).toEqual(secrets);
    expect(await readdir(folder)).toEqual([SECRETS_FILE]);
  });

  it('adds a name and keeps the others', async () => {
    const before = await loadOrCreateSecrets(folder, ['mines']);
    const after = await loadOrCreateSecrets(folder, ['constructor']);
    expect(after.subgraphs.mines).toEqual(before.subgraphs.mines);
    expect(Object.keys(after.subgraphs)).toEqual(['mines', 'constructor']);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ version: 1, subgraphs: after.subgraphs });
  });

  it('loses no name when several processes add at once', async () => {
    const names = ['mines', 'fire', 'hazmat'];
    const script = `import(process.argv[1]).then((m) => m.loadOrCreateSecrets(process.argv[2], [process.argv[3]]))`;
    const module = new URL('./secrets.js', import.meta.url).href;
    const children = names.map((name) => spawn(process.execPath, ['-e', script, module, folder, name]));
    const codes = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
    expect(Object.keys((await loadOrCreateSecrets(folder)).subgraphs).sort()).toEqual(names.sort());
  });

  it.each([0o640, 0o604, 0o620])('refuses a file of mode %o and says what to run', async (mode) => {
    await loadOrCreateSecrets(folder, ['mines']);
    await chmod(file(), mode);
    await expect(loadOrCreateSecrets(folder, ['mines'])).rejects.toMatchObject({
      code: 'SECRETS_UNUSABLE',
      message: expect.stringContaining(`chmod 600 '${file()}'`),
    });
  });

  it.each([
    'canary',
    '{"version":2,"subgraphs":{}}',
    '{"version":1,"subgraphs":{"mines":{"ownerPassword":"canary"}}}',
    '{"version":1,"subgraphs":{},"more":1}',
  ])('refuses a damaged file, shows nothing of it and leaves it alone: %s', async (text) => {
    await writeFile(file(), text, { mode: 0o600 });
    const refusal = await loadOrCreateSecrets(folder, ['mines']).then(String, String);
    expect(refusal).toContain('is damaged');
    expect(refusal).not.toContain('canary');
    expect(await readFile(file(), 'utf8')).toBe(text);
  });

  it('refuses a name that no database could have', async () => {
    await expect(loadOrCreateSecrets(folder, ['__proto__'])).rejects.toMatchObject({ code: 'NAME_INVALID' });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readClaimsMapping } from './claimsFile.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-claims-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = async (content: unknown) => {
  const file = join(folder, 'claims.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readClaimsMapping(file);
};

/** As an issuer with realm roles would be mapped. */
const good = {
  kind: { value: 'OFFICER' },
  department: { claim: 'department.uscc' },
  line: { claim: 'department.name', words: [['应急管理局', 'EMERGENCY']] },
  scope: { claim: ['https://city.example/divisions'], separator: ',' },
  role: { claim: 'realm_access.roles', words: [['duty', 'DUTY_OFFICER']], otherwise: 'READER' },
  purpose: { claim: 'scope', separator: ' ', words: [['relief', 'RELIEF']] },
};

describe('the file of --claims', () => {
  it('says where each part is found; a path is names with dots or a list of names', async () => {
    expect(await read(good)).toEqual({
      ...good,
      subject: { claim: ['sub'] },
      department: { claim: ['department', 'uscc'] },
      line: { ...good.line, claim: ['department', 'name'] },
      role: { ...good.role, claim: ['realm_access', 'roles'] },
      purpose: { ...good.purpose, claim: ['scope'] },
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /it is no JSON/],
    ['a list', [], /expected object/],
    ['a part missing', { ...good, role: undefined }, /"role" is missing/],
    ['a part that is a text', { ...good, role: 'roles' }, /"role" is no rule/],
    ['an unknown part', { ...good, grants: { value: 'all' } }, /"grants"/],
    ['an unknown word in a rule', { ...good, role: { claims: 'roles' } }, /"role\.claim"|"role".*"claims"/],
    ['an empty name in a path', { ...good, role: { claim: 'a..b' } }, /"role\.claim" has an empty name/],
    [
      'a line that does not exist',
      { ...good, line: { claim: 'l', words: [['a', 'KING']] } },
      /"line\.words\.0\.1"/,
    ],
    ['a fixed purpose that does not exist', { ...good, purpose: { value: 'CURIOSITY' } }, /"purpose\.value"/],
    [
      'a division that is none',
      { ...good, scope: { value: ['14'] } },
      /"scope\.value\.0" a division code has 6, 9 or 12 digits/,
    ],
    [
      'a reserved role',
      { ...good, role: { claim: 'r', words: [['x', 'GATEWAY']] } },
      /"role\.words\.0\.1" is reserved/,
    ],
    [
      'a reserved department',
      { ...good, department: { value: 'HUITONG-GATEWAY' } },
      /"department\.value" is no department/,
    ],
    [
      'a word of the issuer twice',
      {
        ...good,
        role: {
          claim: 'r',
          words: [
            ['x', 'A'],
            ['x', 'B'],
          ],
        },
      },
      /twice/,
    ],
  ])('is refused with %s, and the message says where', async (_, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      message: expect.stringMatching(message),
      extensions: { at: join(folder, 'claims.json') },
    });
  });

  it('is refused when it cannot be read', async () => {
    await expect(readClaimsMapping(join(folder, 'none.json'))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});

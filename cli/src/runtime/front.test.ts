import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultLimits } from '@huitong/gateway';
import { readConfiguration } from '../configuration.js';
import { frontOf } from './front.js';

let folder: string;
let list: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-front-'));
  list = join(folder, 'operations.json');
  await writeFile(list, '{"mines":"{ mines { code } }"}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const front = (environment: Record<string, string>) => frontOf(readConfiguration({}, environment));

describe("the settings of the gateway's front", () => {
  it('set every limit by its name', async () => {
    const names = Object.keys(defaultLimits);
    const dashed = names.map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    const text = dashed.map((name, index) => `${name}=${index + 1}`).join(', ');
    const { limits } = await front({ HUITONG_LIMITS: text });
    expect(limits).toEqual(Object.fromEntries(names.map((name, index) => [name, index + 1])));
    expect((await front({ HUITONG_LIMITS: 'batch=0' })).limits).toEqual({ batch: 0 });
  });

  it('set planning, operations by name, introspection and compression', async () => {
    expect(
      await front({
        HUITONG_PLANNING: 'deadline-ms=800,workers=2,queue=9,cached-plans=50,cached-megabytes=2',
        HUITONG_PERSISTED_OPERATIONS: list,
        HUITONG_SAFELIST: 'true',
        HUITONG_WARM_UP: '3',
        HUITONG_INTROSPECTION: 'AUDITOR,DEVELOPER',
        HUITONG_COMPRESSION: '0',
      }),
    ).toMatchObject({
      planning: {
        deadlineMs: 800,
        workers: 2,
        queue: 9,
        maxCachedPlans: 50,
        maxCachedBytes: 2 * 1024 * 1024,
      },
      persisted: { safelist: true, warmUpMs: 3000, manifest: { operations: [{ id: 'mines' }] } },
      introspection: { roles: ['AUDITOR', 'DEVELOPER'] },
      compression: null,
    });
    const usual = await front({});
    expect(usual).toMatchObject({ limits: {}, compression: { thresholdBytes: 1024 } });
    expect(usual).not.toHaveProperty('introspection');
    expect((await front({ HUITONG_AUTOMATIC_PERSISTED: 'false' })).persisted?.automatic).toBeNull();
    expect((await front({ HUITONG_INTROSPECTION: 'off' })).introspection).toBe(false);
  });

  it.each([
    [{ HUITONG_LIMITS: 'height=3' }, /no bound height; there are body-bytes/],
    [{ HUITONG_LIMITS: 'constructor=3' }, /no bound constructor/],
    [{ HUITONG_LIMITS: 'depth=0' }, /at least 1/],
    [{ HUITONG_LIMITS: 'depth' }, /name=number/],
    [{ HUITONG_LIMITS: 'depth=3,depth=4' }, /each name once/],
    [{ HUITONG_LIMITS: 'depth=-3' }, /name=number/],
    [{ HUITONG_PLANNING: 'constructor=1' }, /no bound constructor/],
    [{ HUITONG_SAFELIST: 'true' }, /needs --persisted-operations/],
    [{ HUITONG_INTROSPECTION: 'a b' }, /on, off or roles/],
    [{ HUITONG_WORKERS: '0' }, /not acceptable/],
  ] as [Record<string, string>, RegExp][])('refuse %j', async (environment, why) => {
    const refused = (async () => front(environment))();
    await expect(refused).rejects.toMatchObject({
      code: 'SETTING_INVALID',
      message: expect.stringMatching(why),
    });
  });

  it('refuse a list that cannot be read, or is none', async () => {
    await expect(front({ HUITONG_PERSISTED_OPERATIONS: join(folder, 'none') })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    const broken = join(folder, 'broken.json');
    await writeFile(broken, '{"mines":');
    await expect(front({ HUITONG_PERSISTED_OPERATIONS: broken })).rejects.toMatchObject({
      code: 'SETTING_INVALID',
    });
  });

  it('set what is authorised, which part of the graph is served, and what is told of its cost', async () => {
    expect(await front({})).toMatchObject({ unauthorized: 'filter', cost: 'estimate' });
    expect(await front({})).not.toHaveProperty('contract');
    expect(
      await front({
        HUITONG_UNAUTHORIZED: 'reject',
        HUITONG_COST: 'show',
        HUITONG_CONTRACT: 'include=public,include=partner,exclude=internal,unreachable=keep',
      }),
    ).toMatchObject({
      unauthorized: 'reject',
      cost: 'show',
      contract: { includeTags: ['public', 'partner'], excludeTags: ['internal'], hideUnreachable: false },
    });
    for (const contract of ['public', 'include=', 'include=a,unreachable=no', 'hide=a']) {
      expect(() => readConfiguration({}, { HUITONG_CONTRACT: contract })).toThrow('not acceptable');
    }
  });
});

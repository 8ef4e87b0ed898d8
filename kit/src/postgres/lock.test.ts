import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock, LockHeldError } from './lock.js';
import { startedAt } from './processes.js';

let folder: string;
let path: string;
let deadPid: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-lock-'));
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  deadPid = child.pid!;
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  path = join(folder, `lock-${expect.getState().currentTestName?.length}-${Math.random()}`);
});

const staleLock = (pid = deadPid, started = 'long ago') =>
  writeFile(path, JSON.stringify({ pid, started, nonce: '0123456789abcdef' }));
const leftovers = async () =>
  (await readdir(folder)).filter((name) => join(folder, name).startsWith(`${path}`));

describe('acquireLock', () => {
  it('refuses while the holder lives, naming its pid, and is free after release', async () => {
    const lock = await acquireLock(path);
    await expect(acquireLock(path)).rejects.toMatchObject({ name: 'LockHeldError', pid: process.pid });
    await lock.release();
    await lock.release();
    await (await acquireLock(path)).release();
    expect(await leftovers()).toEqual([]);
  });

  it('waits for the holder when asked to', async () => {
    const first = await acquireLock(path);
    const second = acquireLock(path, { waitMilliseconds: 30_000 });
    await first.release();
    await (await second).release();
  });

  it('takes over from a dead process', async () => {
    await staleLock();
    await acquireLock(path);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('takes over when the pid belongs to another process by now', async () => {
    await staleLock(process.pid, 'before the machine restarted');
    await acquireLock(path);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ started: await startedAt(process.pid) });
  });

  it.each(['', '{"pid":', '{"pid":1,"started":"x","nonce":"../../x"}'])(
    'takes over a broken lock %j',
    async (text) => {
      await writeFile(path, text);
      await (await acquireLock(path)).release();
      expect(await leftovers()).toEqual([]);
    },
  );

  it('takes over although a rival died while taking over', async () => {
    await staleLock();
    await writeFile(
      `${path}.0123456789abcdef`,
      JSON.stringify({ pid: deadPid, started: 'x', nonce: 'f'.repeat(16) }),
    );
    await (await acquireLock(path)).release();
    expect(await leftovers()).toEqual([]);
  });

  it('lets exactly one of many rivals take over, every time', async () => {
    for (let round = 0; round < 25; round += 1) {
      await staleLock();
      const results = await Promise.allSettled(Array.from({ length: 12 }, () => acquireLock(path)));
      const won = results.filter((result) => result.status === 'fulfilled');
      const lost = results.filter((result) => result.status === 'rejected');
      expect(won).toHaveLength(1);
      expect(lost.every(({ reason }) => reason instanceof LockHeldError)).toBe(true);
      await won[0]!.value.release();
      expect(await leftovers()).toEqual([]);
    }
  });

  it('does not release what another holds by now', async () => {
    const lock = await acquireLock(path);
    await writeFile(path, JSON.stringify({ pid: process.pid, started: 'x', nonce: 'a'.repeat(16) }));
    await lock.release();
    expect(await readFile(path, 'utf8')).toContain('aaaa');
  });
});

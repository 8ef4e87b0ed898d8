import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LogFolder, logFolder, put, refusalRecord } from '../testing/logRig.js';
import { openSegment, type SegmentHandle } from './segment.js';
import { verifyDecisionLog, verifyDecisionLogs } from './verify.js';

let folder: LogFolder;
beforeEach(async () => {
  folder = await logFolder();
});
afterEach(() => folder.remove());

const verified = () => verifyDecisionLog(folder.directory, { keys: folder.keys });

/** A file that fails while it is told to; half of what is written reaches the disk, as it may. */
function failingFiles(which: (path: string) => boolean) {
  const broken: { what: 'appendFile' | 'datasync' | 'open' | null } = { what: null };
  const fail = (name: string) => {
    if (broken.what === name) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  const open = async (path: string): Promise<SegmentHandle> => {
    if (which(path)) fail('open');
    const handle = await openSegment(path);
    if (!which(path)) return handle;
    return {
      appendFile: async (data) => {
        await handle.appendFile(broken.what === 'appendFile' ? data.subarray(0, 30) : data);
        fail('appendFile');
      },
      datasync: async () => {
        fail('datasync');
        await handle.datasync();
      },
      truncate: (length) => handle.truncate(length),
      stat: () => handle.stat(),
      close: () => handle.close(),
    };
  };
  return { broken, open };
}

const isSegment = (path: string) => path.includes('decisions-');
const isCheckpoint = (path: string) => path.includes('checkpoints-');

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the decision log', () => {
  it('is a chain that goes on over restarts and days, signed at its end', async () => {
    let day = '2026-05-01T10:00:00Z';
    const now = () => new Date(day);
    const first = await folder.open({ now });
    await put(first, 'a', 'b');
    day = '2026-05-02T00:00:01Z';
    await put(first, 'c');
    await first.close();
    const second = await folder.open({ now });
    await put(second, 'd');
    await second.close();
    expect((await readdir(folder.directory)).sort()).toEqual([
      ...['checkpoints-2026-05-01.txt', 'checkpoints-2026-05-02.txt'],
      ...['decisions-2026-05-01.jsonl', 'decisions-2026-05-02.jsonl'],
      ...['log.json', 'tree.json'],
    ]);
    expect((await folder.records()).map(({ seq, requestId }) => [seq, requestId])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ]);
    expect(await verified()).toMatchObject({ records: 4, covered: 4, tornBytes: 0, problem: null });
  });

  it('gives each record a salt of its own, so that two alike have different leaves', async () => {
    await folder.write(['a', 'a']);
    const salts = (await folder.records()).map(({ salt }) => salt);
    expect(new Set(salts).size).toBe(2);
    expect(salts).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it('may be made with SM3, says so in header and checkpoint, and keeps to what it began with', async () => {
    await folder.write(['a', 'b'], { digest: 'sm3' });
    expect(await verified()).toMatchObject({ records: 2, covered: 2, problem: null });
    expect((await folder.checkpoint()).digest).toBe('sm3');
    expect(JSON.parse(await readFile(folder.path('log.json'), 'utf8'))).toMatchObject({ digest: 'sm3' });
    await expect(folder.open({ digest: 'sha256' })).rejects.toMatchObject({ code: 'SETTING_INVALID' });
    await folder.write(['c']);
    expect(await verified()).toMatchObject({ records: 3, problem: null });
  });

  it('flushes many records together, acknowledges none before, and signs them all', async () => {
    let flushes = 0;
    let flushed = 0;
    const log = await folder.open({
      open: async (path) => {
        const handle = await openSegment(path);
        if (!isSegment(path)) return handle;
        let written = 0;
        return {
          appendFile: async (data: Uint8Array) => {
            await handle.appendFile(data);
            written += Buffer.from(data).toString().split('\n').length - 1;
          },
          datasync: async () => {
            await handle.datasync();
            flushes += 1;
            flushed = written;
          },
          truncate: (length: number) => handle.truncate(length),
          stat: () => handle.stat(),
          close: () => handle.close(),
        };
      },
    });
    const acknowledged = await Promise.all(
      Array.from({ length: 4000 }, async (_, index) => {
        await (
          await log.begin(refusalRecord(`r${index}`), { proof: true })
        ).durable;
        return flushed > index;
      }),
    );
    await log.close();
    expect(acknowledged.every(Boolean)).toBe(true);
    expect(flushes).toBeLessThan(20);
    expect(await verified()).toMatchObject({ records: 4000, covered: 4000, problem: null });
  });

  /** Waits until the newest checkpoint covers so many records; one being written is none yet. */
  const covered = (size: number) =>
    until(() =>
      folder.checkpoint().then(
        (newest) => newest.size === size,
        () => false,
      ),
    );

  it('signs the first record at once, and then when the number of records that was set has come together', async () => {
    const log = await folder.open({ cadence: { records: 3, milliseconds: 3_600_000 } });
    await put(log, 'a');
    await covered(1);
    await put(log, 'b', 'c', 'd');
    await covered(4);
    await put(log, 'e');
    await log.close();
    expect(await verified()).toMatchObject({ records: 5, covered: 5, checkpoints: 3 });
  });

  it('signs when the time that was set is over, however few records there are', async () => {
    const log = await folder.open({ cadence: { records: 1000, milliseconds: 20 } });
    await put(log, 'a');
    await covered(1);
    await put(log, 'b');
    await covered(2);
    await log.close();
    expect(await verified()).toMatchObject({ records: 2, covered: 2, checkpoints: 2 });
  });

  it('begins another file where a day is long', async () => {
    await folder.write(['a', 'b', 'c'], { segmentBytes: 1 });
    await folder.write(['d'], { segmentBytes: 1 });
    expect(await folder.segments()).toHaveLength(4);
    expect(await verified()).toMatchObject({ records: 4, problem: null });
  });

  it('cuts off a line torn by a crash, says so, and goes on', async () => {
    await folder.write(['a']);
    const [file] = await folder.segments();
    await appendFile(folder.path(file as string), '{"seq":2,"at":"2026-');
    expect(await verified()).toMatchObject({ records: 1, tornBytes: 20, problem: null });
    await folder.write(['b']);
    expect((await folder.records()).map(({ kind, what, bytes }) => ({ kind, what, bytes }))).toEqual([
      { kind: 'refusal' },
      { kind: 'note', what: 'torn line removed', bytes: 20 },
      { kind: 'refusal' },
    ]);
    expect(await verified()).toMatchObject({ covered: 3, tornBytes: 0, problem: null });
  });

  it('goes on after the process was killed between a record and its checkpoint', async () => {
    await folder.write(['a']);
    const module = JSON.stringify(new URL('./openFileDecisionLog.js', import.meta.url).href);
    const signer = JSON.stringify(new URL('./checkpoint.js', import.meta.url).href);
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { generateKeyPairSync } from 'node:crypto';
         import { openFileDecisionLog } from ${module};
         import { checkpointSigner } from ${signer};
         const { privateKey } = generateKeyPairSync('ed25519');
         const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
         const log = await openFileDecisionLog({
           directory: ${JSON.stringify(folder.directory)}, signer: checkpointSigner(pem), logger: console,
           cadence: { records: 1e9, milliseconds: 1e9 },
           open: async (path) => {
             if (path.includes('checkpoints-')) throw new Error('no checkpoint here');
             return (await import('node:fs/promises')).open(path, 'a', 0o600);
           },
         });
         const record = ${JSON.stringify(refusalRecord('killed'))};
         for (;;) {
           await (await log.begin(record, { proof: true })).durable;
           process.stdout.write('.');
         }`,
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let acknowledged = 0;
    child.stdout.on('data', (dots: Buffer) => (acknowledged += dots.length));
    await until(() => acknowledged >= 20);
    child.kill('SIGKILL');
    await once(child, 'close');
    const between = await verified();
    expect(between).toMatchObject({ covered: 1, problem: null });
    expect(between.records).toBeGreaterThanOrEqual(1 + acknowledged);
    await folder.write(['b']);
    const after = await verified();
    expect(after.problem).toBeNull();
    expect(after.covered).toBe(after.records);
    expect(after.records).toBeGreaterThanOrEqual(2 + acknowledged);
  });

  it('finds its tree again when what it kept of it is gone or made up', async () => {
    await folder.write(['a', 'b', 'c']);
    const kept = await readFile(folder.path('tree.json'), 'utf8');
    await rm(folder.path('tree.json'));
    await folder.write(['d']);
    await writeFile(folder.path('tree.json'), kept.replace(/"peaks":\["../, '"peaks":["00'));
    await folder.write(['e']);
    // Older than the last checkpoint, as after a crash.
    await writeFile(folder.path('tree.json'), kept);
    await folder.write(['f']);
    expect(await verified()).toMatchObject({ records: 6, covered: 6, problem: null });
  });

  it.each(['appendFile', 'datasync', 'open'] as const)(
    'rejects what a failing %s lost, keeps nothing of it, and recovers with the gap told',
    async (failing) => {
      let day = '2026-05-01T10:00:00Z';
      const { broken, open } = failingFiles(isSegment);
      const log = await folder.open({ open, now: () => new Date(day) });
      await put(log, 'a');
      if (failing === 'open') day = '2026-05-02T10:00:00Z';
      broken.what = failing;
      await expect(put(log, 'lost')).rejects.toMatchObject({ code: 'ENOSPC' });
      broken.what = null;
      await put(log, 'b');
      await log.close();
      const records = await folder.records();
      expect(records.map(({ requestId, kind, refusals }) => requestId ?? [kind, refusals])).toEqual([
        'a',
        ['gap', 1],
        'b',
      ]);
      expect((await verified()).problem).toBeNull();
    },
  );

  it('tells a gap also when nothing comes behind it', async () => {
    const { broken, open } = failingFiles(isSegment);
    const log = await folder.open({ open });
    broken.what = 'datasync';
    await expect(put(log, 'lost')).rejects.toBeDefined();
    broken.what = null;
    await log.close();
    expect(await folder.records()).toMatchObject([{ kind: 'gap', refusals: 1, decisions: 0, outcomes: 0 }]);
  });

  it('refuses what needs proof once it could not be signed for too long, and no sooner', async () => {
    const { broken, open } = failingFiles(isCheckpoint);
    broken.what = 'datasync';
    const cadence = { records: 1, milliseconds: 0 };
    const log = await folder.open({ open, cadence, checkpointFailureMs: 3_600_000 });
    await put(log, 'a');
    await until(() => folder.logged.some((line) => line.includes('could not be signed')));
    await put(log, 'b');
    await log.close();
    const tries = folder.logged.filter((line) => line.includes('could not be signed')).length;
    const strict = await folder.open({ open, cadence, checkpointFailureMs: 0 });
    await until(() => folder.logged.filter((line) => line.includes('could not be signed')).length > tries);
    await expect(put(strict, 'd')).rejects.toThrow('not been signed');
    await (
      await strict.begin(refusalRecord('public'), { proof: false })
    ).durable;
    broken.what = null;
    for (;;) {
      const done = await put(strict, 'e').then(
        () => true,
        () => false,
      );
      if (done) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await strict.close();
    const { records, covered, problem } = await verified();
    expect([covered, problem]).toEqual([records, null]);
  });

  it('refuses to go on when its folder was emptied, changed or taken away', async () => {
    const log = await folder.open();
    await put(log, 'a');
    for (const file of await folder.segments()) await rename(folder.path(file), `${folder.path(file)}.taken`);
    await put(log, 'still held by its handle');
    for (const file of await readdir(folder.directory)) await rm(folder.path(file), { force: true });
    await expect(put(log, 'b')).rejects.toBeDefined();
    await expect(put(log, 'c')).rejects.toBeDefined();
    await rm(folder.directory, { recursive: true });
    await expect(put(log, 'd')).rejects.toBeDefined();
    await mkdir(folder.directory);
    await expect(put(log, 'e')).rejects.toBeDefined();
    await log.close();
    expect(await folder.segments()).toEqual([]);
  });

  it('says where it cannot write at all', async () => {
    await writeFile(folder.path('file'), '');
    await expect(folder.open({ directory: folder.path('file/log') })).rejects.toMatchObject({
      code: 'AUDIT_UNAVAILABLE',
    });
  });

  it('of each worker is a log of its own, and all are checked together', async () => {
    for (const name of ['.', 'worker-1', 'worker-2', 'other']) {
      await folder.write(['a', 'b'], { directory: folder.path(name), name: `house/${name}` });
    }
    const [file] = (await readdir(folder.path('worker-2'))).filter((name) => name.startsWith('decisions-'));
    await writeFile(folder.path(`worker-2/${file as string}`), '');
    const checked = await verifyDecisionLogs(folder.directory, { keys: folder.keys });
    expect(checked).toMatchObject([
      { folder: '', records: 2, problem: null },
      { folder: 'worker-1', records: 2, problem: null },
      { folder: 'worker-2', records: 0, problem: expect.stringContaining('missing'), firstBad: 1 },
    ]);
    expect(new Set(checked.map(({ origin }) => origin)).size).toBe(3);
  });

  it('refuses more than may wait, and keeps room for what needs proof', async () => {
    const log = await folder.open({ maximumQueued: 5 });
    const begun = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'public', 'e', 'f'].map((id) =>
        log.begin(refusalRecord(id), { proof: id !== 'public' }),
      ),
    );
    expect(begun.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
    await log.close();
    expect(await folder.records()).toContainEqual(expect.objectContaining({ kind: 'gap', refusals: 2 }));
  });
});

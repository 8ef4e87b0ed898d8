import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkProof } from '../../verifier/auditVerifier.mjs';
import { type LogFolder, logFolder, put } from '../testing/logRig.js';
import { proveConsistency, proveRecords } from './prove.js';
import { readLog } from './readLog.js';
import { verifyDecisionLog } from './verify.js';

let folder: LogFolder;
beforeEach(async () => {
  folder = await logFolder();
});
afterEach(() => folder.remove());
const verified = () => verifyDecisionLog(folder.directory, { keys: folder.keys });

describe('clear text that is past its time', () => {
  const on = (day: string) => ({ now: () => new Date(`${day}T10:00:00Z`), retentionDays: 184 });

  it('is dropped with its salt, and all else is still proved', async () => {
    await folder.write(['old', 'older'], on('2026-01-01'));
    await folder.write(['old too'], on('2026-01-02'));
    const kept = await folder.checkpoint();
    await folder.write(['new'], on('2026-07-04'));
    expect(await folder.segments()).toContain('decisions-2026-01-01.jsonl');
    const log = await folder.open(on('2026-07-06'));
    await put(log, 'newest');
    await log.close();
    expect(await folder.segments()).toEqual([
      'decisions-2026-01-01.leaves',
      'decisions-2026-01-02.leaves',
      'decisions-2026-07-04.jsonl',
      'decisions-2026-07-06.jsonl',
    ]);
    const all = await Promise.all(
      (await readdir(folder.directory)).map((file) => readFile(folder.path(file), 'latin1')),
    );
    expect(all.join('')).not.toContain('older');
    expect(await verified()).toMatchObject({ cleared: 3, covered: 7, problem: null });
    const dropped: unknown[] = [];
    for await (const { record } of readLog(folder.directory))
      if (record['file']) dropped.push(record['records']);
    expect(dropped).toEqual([2, 1]);
    const { proof } = await proveRecords(folder.directory, { requestId: 'newest' });
    expect(checkProof(proof, folder.pem).records).toHaveLength(1);
    expect(await proveRecords(folder.directory, { seq: 1 })).toMatchObject({ proof: null, cleared: true });
    expect(checkProof(await proveConsistency(folder.directory, kept), folder.pem, kept.text).kind).toBe(
      'consistency',
    );
    // Begun anew from the leaves alone.
    await rm(folder.path('tree.json'));
    await folder.write(['next'], on('2026-07-07'));
    expect(await verified()).toMatchObject({ cleared: 3, problem: null });
  });

  it('is dropped after a long silence too, and the day that stays keeps its checkpoints', async () => {
    await folder.write(['old'], on('2026-01-01'));
    await folder.write(['last day'], on('2026-01-05'));
    let instant = '2026-01-05T23:59:59Z';
    const log = await folder.open({ ...on('2026-01-05'), now: () => new Date(instant) });
    await put(log, 'before midnight', 'and again');
    instant = '2026-01-06T00:00:01Z';
    await log.close();
    await folder.write(['after the silence'], on('2026-12-01'));
    expect(await folder.segments()).toEqual([
      'decisions-2026-01-01.leaves',
      'decisions-2026-01-05.jsonl',
      'decisions-2026-12-01.jsonl',
    ]);
    expect(await verified()).toMatchObject({ cleared: 1, problem: null });
  });

  it('leaves leaf hashes that show when they are changed', async () => {
    await folder.write(['old'], on('2026-01-01'));
    await folder.write(['new'], on('2026-07-04'));
    await folder.write(['newest'], on('2026-07-05'));
    await folder.write(['newest'], on('2026-07-06'));
    const path = folder.path('decisions-2026-01-01.leaves');
    const bytes = await readFile(path);
    bytes[5] = (bytes[5] as number) ^ 1;
    await writeFile(path, bytes);
    expect(await verified()).toMatchObject({ firstBad: 1 });
  });
});

describe('a log of the form before this one', () => {
  const line = (seq: number, previous: string) =>
    JSON.stringify({ seq, at: '2026-05-01T00:00:00.000Z', kind: 'refusal', requestId: `r${seq}`, previous });
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');

  async function earlier(): Promise<string> {
    const first = line(1, '0'.repeat(64));
    const second = line(2, hash(first));
    const third = line(3, hash(second));
    await writeFile(folder.path('decisions-2026-05-01.jsonl'), `${first}\n${second}\n`);
    await writeFile(folder.path('decisions-2026-05-02.jsonl'), `${third}\n{"torn`);
    return hash(third);
  }

  it('is put aside and gone on from, and is held to what it was', async () => {
    const digest = await earlier();
    expect((await verified()).problem).toContain('earlier');
    const now = () => new Date('2026-05-02T10:00:00Z');
    await folder.write(['a'], { now });
    expect(await folder.records()).toMatchObject([
      { seq: 1, kind: 'note', what: 'goes on from an earlier log', records: 3, digest },
      { seq: 2, requestId: 'a' },
    ]);
    await folder.write(['b'], { now });
    expect(await verified()).toMatchObject({ records: 3, problem: null });
    const path = folder.path('earlier/decisions-2026-05-01.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('r1', 'x1'));
    expect((await verified()).problem).toContain('earlier/decisions-2026-05-01.jsonl:2');
    await writeFile(path, text);
    await rm(folder.path('earlier/decisions-2026-05-02.jsonl'));
    expect((await verified()).problem).toContain('does not hold the log');
  });

  it('that does not hold is refused in words', async () => {
    await earlier();
    const path = folder.path('decisions-2026-05-01.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replace('r1', 'x1'));
    await expect(folder.open()).rejects.toMatchObject({ code: 'AUDIT_LOG_BROKEN' });
    await expect(folder.open()).rejects.toThrow('decisions-2026-05-01.jsonl:2');
  });
});

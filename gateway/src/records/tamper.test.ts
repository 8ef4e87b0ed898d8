import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkProof } from '../../verifier/auditVerifier.mjs';
import { type LogFolder, logFolder } from '../testing/logRig.js';
import { testSigner } from '../testing/rig.js';
import { checkpointKeys, signCheckpoint } from './checkpoint.js';
import { lastCheckpoint } from './checkpointFiles.js';
import { leafHash } from './digest.js';
import { proveConsistency, proveRecords } from './prove.js';
import { readLog } from './readLog.js';
import { verifyDecisionLog } from './verify.js';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
let folder: LogFolder;
const verified = (more: Parameters<typeof verifyDecisionLog>[1] = {}) =>
  verifyDecisionLog(folder.directory, { keys: folder.keys, ...more });

/** Lines of which each goes on from the one before again, as one who may write the file would leave them. */
function rechained(lines: readonly string[]): string[] {
  const chain: string[] = [];
  let previous: string | null = null;
  for (const [index, line] of lines.entries()) {
    const record = JSON.parse(line) as Record<string, unknown>;
    const changed: string = JSON.stringify({
      ...record,
      seq: index + 1,
      previous: previous ?? record['previous'],
    });
    chain.push(changed);
    previous = leafHash('sha256', Buffer.from(changed)).toString('hex');
  }
  return chain;
}

describe('every byte of a closed log', () => {
  beforeAll(async () => {
    folder = await logFolder();
    await folder.write(['a', 'b', 'c']);
  });
  afterAll(() => folder.remove());

  it.each(['decisions-', 'checkpoints-', 'log.json'])('of %s shows when it is changed', async (beginning) => {
    const [file] = (await readdir(folder.directory)).filter((name) => name.startsWith(beginning));
    const path = folder.path(file as string);
    const bytes = await readFile(path);
    // Of the header `began` is for readers only; everything else of it stands in each checkpoint.
    const text = bytes.toString('latin1');
    const free = /^\{\n|\s*"began": "[^"]*",|\s*"earlier": null\n\}\n$/g;
    const places = beginning === 'log.json' ? [...text.matchAll(free)] : [];
    const isFree = (at: number) =>
      places.some(({ index, 0: part }) => at >= index && at < index + part.length);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          if (isFree(at)) return;
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] as number) ^ by;
          await writeFile(path, changed);
          const problem = await verified().then(
            (found) => found.problem,
            (error: Error) => error.message,
          );
          if (problem === null && beginning === 'log.json') {
            // White space of JSON and an escape of the same letter say the same.
            expect(JSON.parse(changed.toString())).toEqual(JSON.parse(text));
          } else expect(problem).not.toBeNull();
        },
      ),
      { numRuns: 120 },
    );
    await writeFile(path, bytes);
    expect((await verified()).problem).toBeNull();
  });
});

describe('somebody who may write the files', () => {
  beforeEach(async () => {
    folder = await logFolder();
    await folder.write(ids.slice(0, 3));
    await folder.write(ids.slice(3));
  });
  afterEach(() => folder.remove());

  it.each<[string, (lines: string[]) => string[], number]>([
    ['changes a record', ([a, b, ...rest]) => [a, b?.replace('"b"', '"x"'), ...rest] as string[], 2],
    ['takes one out', (lines) => lines.toSpliced(3, 1), 4],
    ['takes the first one out', (lines) => lines.slice(1), 1],
    ['changes the order', ([a, b, c, ...rest]) => [a, c, b, ...rest] as string[], 2],
    ['puts one in twice', ([a, b, ...rest]) => [a, b, b, ...rest] as string[], 3],
    ['cuts off the end', (lines) => lines.slice(0, 5), 6],
    ['takes everything', () => [], 1],
    [
      'changes what a record goes on from',
      (lines) => lines.map((line, at) => (at === 4 ? forgePrevious(line) : line)),
      5,
    ],
    [
      'writes the whole chain again',
      (lines) => rechained(lines.map((line) => line.replace('"d"', '"x"'))),
      4,
    ],
    ['writes the chain again without one', (lines) => rechained(lines.toSpliced(1, 1)), 2],
    ['changes the last record', (lines) => lines.map((line) => line.replace('"g"', '"x"')), 5],
  ])('and %s is found, and the first bad record named', async (_what, change, firstBad) => {
    await folder.change(change);
    const found = await verified();
    expect(found.problem).not.toBeNull();
    expect(found.firstBad).toBe(firstBad);
  });

  const forgePrevious = (line: string) => line.replace(/"previous":"../, '"previous":"zz');

  it('cannot go on from what was changed', async () => {
    await folder.change((lines) => lines.slice(0, 5));
    await expect(folder.open()).rejects.toMatchObject({ code: 'AUDIT_LOG_BROKEN' });
    await rm(folder.path('log.json'));
    await expect(folder.open()).rejects.toMatchObject({ code: 'AUDIT_LOG_BROKEN' });
  });

  it('cannot take checkpoints out, put them elsewhere, or sign with another key', async () => {
    const [file] = (await readdir(folder.directory)).filter((name) => name.startsWith('checkpoints-'));
    const path = folder.path(file as string);
    const text = await readFile(path, 'utf8');
    const [first, ...rest] = text.split('\n\n').slice(0, -1);
    const write = (entries: readonly (string | undefined)[]) =>
      writeFile(path, entries.map((entry) => `${entry}\n\n`).join(''));
    expect(rest.length).toBeGreaterThan(0);
    await write(rest);
    expect((await verified()).problem).toContain('does not go on');
    await write([...rest, first]);
    expect((await verified()).problem).toMatch(/does not go on|smaller/);
    await writeFile(path, text);
    expect(
      (await verifyDecisionLog(folder.directory, { keys: checkpointKeys([testSigner().pem]) })).problem,
    ).toContain('was not given');
    const last = await folder.checkpoint();
    const forged = signCheckpoint(last, testSigner().signer).text.replace(
      /key ed25519 .*/,
      `key ed25519 ${last.key}`,
    );
    await write([first, ...rest.slice(0, -1), forged.slice(0, -1)]);
    expect((await verified()).problem).toContain('not signed');
  });

  it('cannot put back an older copy where somebody kept a checkpoint', async () => {
    const older = `${folder.directory}-older`;
    await folder.copyTo(older);
    try {
      await folder.write(['h', 'i']);
      const kept = [await folder.checkpoint()];
      expect((await verified({ kept })).problem).toBeNull();
      await rm(folder.directory, { recursive: true });
      await cp(older, folder.directory, { recursive: true });
      expect((await verified()).problem).toBeNull();
      expect(await verified({ kept })).toMatchObject({
        firstBad: 8,
        problem: expect.stringContaining('missing'),
      });
      // Going on from the older copy is another history under the same name.
      await folder.write(['x', 'y', 'z']);
      expect((await verified()).problem).toBeNull();
      expect(await verified({ kept })).toMatchObject({
        firstBad: 1,
        problem: expect.stringContaining('kept'),
      });
      expect(await proveConsistency(folder.directory, kept[0] as never)).toBeNull();
    } finally {
      await rm(older, { recursive: true, force: true });
    }
  });

  it('cannot pass off a log begun anew as the one before', async () => {
    const kept = await folder.checkpoint();
    for (const file of await readdir(folder.directory)) await rm(folder.path(file));
    await folder.write(ids);
    expect((await folder.checkpoint()).origin).not.toBe(kept.origin);
  });
});

describe('a proof out of the log', () => {
  beforeEach(async () => {
    folder = await logFolder();
    await folder.write(ids);
  });
  afterEach(() => folder.remove());

  it('of a request holds offline, and of nothing else', async () => {
    const { proof } = await proveRecords(folder.directory, { requestId: 'c' });
    const { records, checkpoint } = checkProof(JSON.parse(JSON.stringify(proof)), folder.pem);
    expect(checkpoint.size).toBe(7);
    expect(records.map((record) => JSON.parse(record) as object)).toMatchObject([{ seq: 3, requestId: 'c' }]);
    expect(await proveRecords(folder.directory, { seq: 3 })).toMatchObject({ proof });
    expect(await proveRecords(folder.directory, { seq: 8 })).toMatchObject({ proof: null });
    const changed = JSON.stringify(proof).replace('TOO_DEEP', 'TOO_WIDE');
    expect(() => checkProof(JSON.parse(changed), folder.pem)).toThrow('Record 3');
  });

  it('leads from a checkpoint that was kept to the newest', async () => {
    const kept = await folder.checkpoint();
    await folder.write(['h', 'i', 'j']);
    const proof = await proveConsistency(folder.directory, kept);
    expect(checkProof(proof, folder.pem, kept.text)).toMatchObject({
      checkpoint: { size: 10 },
      from: { size: 7 },
    });
  });

  it('is not made of a log that is not what was signed', async () => {
    await folder.change((lines) => lines.map((line) => line.replace('"b"', '"x"')));
    await expect(proveRecords(folder.directory, { requestId: 'c' })).rejects.toMatchObject({
      code: 'AUDIT_LOG_BROKEN',
    });
  });

  it('waits for a checkpoint', async () => {
    const log = await folder.open({ cadence: { records: 1000, milliseconds: 3_600_000 } });
    const put = async (id: string) => {
      const record = {
        kind: 'outcome',
        requestId: id,
        subgraphs: {},
        objects: 0,
        denied: 0,
        masked: 0,
        unmasked: 0,
      };
      log.outcome({ ...record, errors: [], milliseconds: 1 } as never);
      for (;;) {
        const seen: unknown[] = [];
        for await (const { record: found } of readLog(folder.directory, { after: 7 }))
          seen.push(found['requestId']);
        if (seen.includes(id)) return;
      }
    };
    await put('first');
    await put('second');
    expect((await lastCheckpoint(folder.directory))?.size).toBeLessThan(9);
    expect(await proveRecords(folder.directory, { requestId: 'second' })).toMatchObject({
      proof: null,
      uncovered: 1,
    });
    await log.close();
    expect((await proveRecords(folder.directory, { requestId: 'second' })).proof).not.toBeNull();
  });
});

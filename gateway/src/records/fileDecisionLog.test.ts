import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testLogger } from '../testing/rig.js';
import type { RefusalRecord } from './decisionLog.js';
import { openFileDecisionLog } from './fileDecisionLog.js';
import { openSegment, type SegmentHandle } from './segment.js';
import { verifyDecisionLog, verifyDecisionLogs } from './verify.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'huitong-log-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const { logger } = testLogger();
const record = (requestId: string): RefusalRecord => ({
  kind: 'refusal',
  requestId,
  caller: null,
  code: 'TOO_DEEP',
  operationHash: null,
});
const lines = async (): Promise<Record<string, unknown>[]> => {
  const texts = await Promise.all(
    (await readdir(directory)).sort().map((file) => readFile(join(directory, file), 'utf8')),
  );
  return texts
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};
const write = async (log: Awaited<ReturnType<typeof openFileDecisionLog>>, ...ids: string[]) => {
  for (const id of ids) await (await log.begin(record(id))).durable;
};

describe('the decision log', () => {
  it('is a chain that goes on over restarts and days', async () => {
    let day = '2026-05-01T10:00:00Z';
    const now = () => new Date(day);
    const first = await openFileDecisionLog({ directory, logger, now });
    await write(first, 'a', 'b');
    day = '2026-05-02T00:00:01Z';
    await write(first, 'c');
    await first.close();
    const second = await openFileDecisionLog({ directory, logger, now });
    await write(second, 'd');
    await second.close();
    expect(await readdir(directory)).toEqual(['decisions-2026-05-01.jsonl', 'decisions-2026-05-02.jsonl']);
    expect((await lines()).map(({ seq, requestId }) => [seq, requestId])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ]);
    expect(await verifyDecisionLog(directory)).toMatchObject({ records: 4, problem: null });
  });

  it('flushes many records together and acknowledges none before', async () => {
    let flushes = 0;
    let flushed = 0;
    const log = await openFileDecisionLog({
      directory,
      logger,
      open: async (path) => {
        const handle = await openSegment(path);
        let written = 0;
        return {
          appendFile: async (data: string) => {
            await handle.appendFile(data);
            written += data.split('\n').length - 1;
          },
          datasync: async () => {
            await handle.datasync();
            flushes += 1;
            flushed = written;
          },
          truncate: (length: number) => handle.truncate(length),
          close: () => handle.close(),
        };
      },
    });
    const acknowledged = await Promise.all(
      Array.from({ length: 500 }, async (_, index) => {
        await (
          await log.begin(record(`r${index}`))
        ).durable;
        return flushed > index;
      }),
    );
    await log.close();
    expect(acknowledged.every(Boolean)).toBe(true);
    expect(flushes).toBeLessThan(10);
    expect(await verifyDecisionLog(directory)).toMatchObject({ records: 500, problem: null });
  });

  it('cuts off a line torn by a crash, says so, and goes on', async () => {
    const first = await openFileDecisionLog({ directory, logger });
    await write(first, 'a');
    await first.close();
    const [file] = await readdir(directory);
    await appendFile(join(directory, file as string), '{"seq":2,"at":"2026-');
    expect((await verifyDecisionLog(directory)).problem).toContain('torn');
    const second = await openFileDecisionLog({ directory, logger });
    await write(second, 'b');
    await second.close();
    expect((await lines()).map(({ kind, what, bytes }) => ({ kind, what, bytes }))).toEqual([
      { kind: 'refusal' },
      { kind: 'note', what: 'torn line removed', bytes: 20 },
      { kind: 'refusal' },
    ]);
    expect((await verifyDecisionLog(directory)).problem).toBeNull();
  });

  it.each(['appendFile', 'datasync'] as const)(
    'rejects what a failing %s lost, keeps nothing of it, and recovers with a note',
    async (failing) => {
      let broken = false;
      const log = await openFileDecisionLog({
        directory,
        logger,
        open: async (path): Promise<SegmentHandle> => {
          const handle = await openSegment(path);
          const fail = (name: string) => {
            if (broken && name === failing) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
          };
          return {
            appendFile: async (data) => {
              // Half of it reaches the disk, as it may.
              await handle.appendFile(broken && failing === 'appendFile' ? data.slice(0, 30) : data);
              fail('appendFile');
            },
            datasync: async () => {
              fail('datasync');
              await handle.datasync();
            },
            truncate: (length) => handle.truncate(length),
            close: () => handle.close(),
          };
        },
      });
      await write(log, 'a');
      broken = true;
      await expect(write(log, 'lost')).rejects.toMatchObject({ code: 'ENOSPC' });
      broken = false;
      await write(log, 'b');
      await log.close();
      expect((await lines()).map(({ requestId, what, records }) => requestId ?? [what, records])).toEqual([
        'a',
        ['records lost', 1],
        'b',
      ]);
      expect((await verifyDecisionLog(directory)).problem).toBeNull();
    },
  );

  it('of each worker is a chain of its own, and all are checked together', async () => {
    for (const folder of ['', 'worker-1', 'worker-2', 'other']) {
      const log = await openFileDecisionLog({ directory: join(directory, folder), logger });
      await write(log, 'a', 'b');
      await log.close();
    }
    const torn = join(directory, 'worker-2');
    const [file] = await readdir(torn);
    await appendFile(join(torn, file as string), '{"seq":3');
    expect(await verifyDecisionLogs(directory)).toMatchObject([
      { folder: '', records: 2, problem: null },
      { folder: 'worker-1', records: 2, problem: null },
      { folder: 'worker-2', records: 2, problem: expect.stringContaining('torn') },
    ]);
  });

  it('refuses more than may wait', async () => {
    const log = await openFileDecisionLog({ directory, logger, maximumQueued: 2 });
    const begun = await Promise.allSettled(['a', 'b', 'c'].map((id) => log.begin(record(id))));
    expect(begun.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await log.close();
  });

  it('shows any byte that was changed', async () => {
    const log = await openFileDecisionLog({ directory, logger });
    await write(log, 'a', 'b', 'c');
    await log.close();
    const [file] = await readdir(directory);
    const path = join(directory, file as string);
    const text = await readFile(path, 'utf8');
    // The digest of the last line stands nowhere yet; whoever holds the head would see that too.
    const covered = text.slice(0, -1).lastIndexOf('\n');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: covered - 1 }), async (at) => {
        const changed = text[at] === 'x' ? 'y' : 'x';
        await writeFile(path, text.slice(0, at) + changed + text.slice(at + 1));
        expect((await verifyDecisionLog(directory)).problem).not.toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

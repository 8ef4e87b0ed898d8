import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { openTestSubgraph, type TestSubgraph } from '../testing/index.js';
import { testSubgraph } from '../testing/testSubgraph.js';
import { type ListeningSubgraph, listenSubgraph } from '../subgraph/http.js';
import { migration } from '../database/migrations.js';
import { feedKey, remoteFeed } from './http.js';
import { localFeed } from './feed.js';
import { indexStatements } from './objectTable.js';
import type { IndexBatch } from './protocol.js';

const keys = { mines: randomBytes(32), fire: randomBytes(32) };
let subgraph: TestSubgraph;
let listening: ListeningSubgraph;
let url: string;

beforeAll(async () => {
  const migrations = [...testSubgraph.migrations, migration(2, 'create-index', indexStatements)];
  subgraph = await openTestSubgraph({ ...testSubgraph, migrations });
  listening = await listenSubgraph(subgraph, {
    ...{ host: '127.0.0.1', port: 0, envelopeKey: randomBytes(32), log: pino({ level: 'silent' }) },
    feeds: new Map(
      Object.entries(keys).map(([name, key]) => [
        name,
        { key: feedKey(key), feed: localFeed(subgraph.database, name) },
      ]),
    ),
  });
  url = `http://127.0.0.1:${listening.port}`;
});
afterAll(async () => {
  await listening.close();
  await subgraph.close();
});

const batch = (over: Partial<IndexBatch> = {}): IndexBatch => ({
  ...{ version: 0, epoch: randomUUID(), begins: true, ends: true, upTo: null },
  position: { phase: 'FOLLOWING', xid: '17', type: 'CoalMine', key: 'k' },
  entries: [
    {
      ...{ type: 'CoalMine', key: 'k', name: '甲', lat: 35.8, lon: 112.9, division_code: '140581' },
      ...{ division_path: ['140000', '140500', '140581'], owner_department: 'x', state: null, due_at: null },
      ...{ rank: null, enterprise_uscc: null, share: 'UNCONDITIONAL', synthetic: true, deleted: false },
    },
  ],
  ...over,
});

describe('the index over HTTP', () => {
  it('answers each owner with its own key: the cursor, and what a batch makes of it', async () => {
    const feed = remoteFeed(url, 'mines', feedKey(keys.mines));
    expect(await feed.state()).toEqual({ version: 0, epoch: null, position: null });
    const sent = batch();
    const moved = { version: 1, epoch: sent.epoch, position: sent.position };
    expect(await feed.apply(sent)).toEqual(moved);
    expect(await feed.apply(sent)).toBeNull();
    expect(await feed.state()).toEqual(moved);
    // Another owner's cursor is its own.
    expect(await remoteFeed(url, 'fire', feedKey(keys.fire)).state()).toMatchObject({ version: 0 });
  });

  it.each([
    ["another owner's key", () => remoteFeed(url, 'mines', feedKey(keys.fire)), '401'],
    ["the owner's envelope key itself", () => remoteFeed(url, 'mines', keys.mines), '401'],
    ['an owner that is not one', () => remoteFeed(url, 'water', feedKey(keys.mines)), '404'],
  ])('refuses %s', async (_, feed, status) => {
    await expect(feed().state()).rejects.toThrow(status);
    await expect(feed().apply(batch())).rejects.toThrow(status);
  });

  it.each<[string, Partial<IndexBatch>]>([
    ['a version that is none', { version: -1 }],
    ['a position that is none', { position: { phase: 'FOLLOWING', xid: "1' or 1=1", type: '', key: '' } }],
    ['an entry with a field more', { entries: [{ ...batch().entries[0], phone: '1' } as never] }],
    ['a latitude that is none', { entries: [{ ...batch().entries[0], lat: 91 } as never] }],
    ['more entries than a batch has', { entries: Array.from({ length: 501 }, () => batch().entries[0]!) }],
  ])('refuses %s, and applies nothing of it', async (_, over) => {
    const feed = remoteFeed(url, 'fire', feedKey(keys.fire));
    await expect(feed.apply(batch(over))).rejects.toThrow('400');
    expect(await feed.state()).toMatchObject({ version: 0 });
  });

  it('answers nobody without an envelope', async () => {
    for (const body of ['{"ask":"STATE"}', ''])
      expect((await fetch(`${url}/index/mines`, { method: 'POST', body })).status).toBe(401);
    expect((await fetch(`${url}/index/mines`)).status).toBe(404);
  });
});

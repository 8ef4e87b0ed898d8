import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoUscc, migrate, withPlainClient } from '@huitong/kit';
import { openTestDatabase, type TestDatabase } from '@huitong/kit/testing';
import { createMines } from '../migrations/0001-create-mines.js';
import { migrations } from '../migrations/index.js';

let server: TestDatabase;
beforeAll(async () => {
  server = await openTestDatabase([createMines], 'carry');
});
afterAll(() => server.close());

it('dangers from before the machine keep id, state and stamps, and get the first step of a history', async () => {
  const [mine, open, closed] = [randomUUID(), randomUUID(), randomUUID()];
  const owner = demoUscc('ENERGY', '140581');
  const rows = await withPlainClient(server.superuserUrl, async (client) => {
    const owned = `owner_department, division_code, source, source_id, created_at`;
    const values = `'${owner}', '140581107', 'test', gen_random_uuid()::text, '2026-01-02T03:04:05Z'`;
    await client.query(`insert into coal_mine (id, ${owned}, name) values ('${mine}', ${values}, '旧矿')`);
    for (const [id, state] of [
      [open, 'RECTIFYING'],
      [closed, 'DEREGISTERED'],
    ]) {
      await client.query(`insert into mine_hidden_danger (id, ${owned}, coal_mine_id, level, state, description, found_at)
        values ('${id}', ${values}, '${mine}', 'MAJOR', '${state}', '旧隐患', '2026-01-01T00:00:00Z')`);
    }
    await migrate(server.ownerUrl, migrations);
    const { rows } = await client.query<Record<string, unknown>>(
      `select d.id, d.state, d.object_type, d.object_id, d.created_at, e.step, e.transition, e.to_state, i.key
       from mine_hidden_danger d join mine_hidden_danger_event e on e.object_id = d.id
       left join index_entry i on i.type = 'MineHiddenDanger' and i.key = d.id::text and not i.deleted
       order by d.state`,
    );
    return rows;
  });
  const kept = { object_type: 'COAL_MINE', object_id: mine, created_at: '2026-01-02T03:04:05.000Z', step: 1 };
  expect(rows).toEqual([
    {
      ...kept,
      id: closed,
      state: 'DEREGISTERED',
      transition: 'CREATE',
      to_state: 'DEREGISTERED',
      key: closed,
    },
    { ...kept, id: open, state: 'RECTIFYING', transition: 'CREATE', to_state: 'RECTIFYING', key: open },
  ]);
});

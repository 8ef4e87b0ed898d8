import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Column, Entity } from 'typeorm';
import { refusalOf, type VerifiedCaller } from '@huitong/contract';
import { runAs } from '../database/caller.js';
import type { Database } from '../database/database.js';
import { migration } from '../database/migrations.js';
import { withPlainClient } from '../database/pools.js';
import { OwnedRow } from '../database/rows.js';
import { ownedColumns, ownedTable, rowSecurity } from '../database/tables.js';
import type { LoaderScope } from '../subgraph/context.js';
import { caller, openTestDatabase, rowSecurityProblems, type TestDatabase } from '../testing/index.js';
import { StateEventRow } from './events.js';
import { defineStateMachine } from './machine.js';
import { makeMove, type MoveInput } from './move.js';
import { stateEventTable } from './table.js';

/** A row with a life cycle in a column of another name, as tailings ponds have. */
@Entity('test_pond')
class TestPond extends OwnedRow {
  @Column({ type: 'text' })
  status!: Status;

  @Column({ type: 'text', nullable: true })
  plan!: string | null;
}
@Entity('test_pond_event')
class TestPondEvent extends StateEventRow {}

type Status = 'OPERATING' | 'IDLE' | 'CLOSING' | 'CLOSED';
const named = (zh: string, en: string) => ({ zh, en });
const machine = defineStateMachine<Status, TestPond>({
  name: 'test-pond',
  title: named('测试库', 'test pond'),
  source: 'test',
  states: {
    OPERATING: named('运行', 'operating'),
    IDLE: named('停用', 'idle'),
    CLOSING: named('闭库中', 'closing'),
    CLOSED: { ...named('已闭库', 'closed'), final: true },
  },
  initial: 'OPERATING',
  transitions: [
    { name: 'STOP', title: named('停用', 'stop'), from: ['OPERATING'], to: 'IDLE' },
    { name: 'RESUME', title: named('恢复', 'resume'), from: ['IDLE'], to: 'OPERATING' },
    {
      name: 'NOTE',
      title: named('更新计划', 'note the plan'),
      from: ['IDLE', 'CLOSING'],
      to: 'IDLE',
      requires: [{ name: 'plan', title: named('计划', 'plan'), kind: 'TEXT', property: 'plan' }],
    },
    {
      name: 'CLOSE',
      title: named('闭库', 'close'),
      from: ['OPERATING', 'IDLE'],
      to: 'CLOSING',
      who: { lines: ['EMERGENCY'], roles: ['CHIEF'] },
      guard: (row) => (row.plan === null ? 'it has no plan' : null),
    },
    { name: 'FINISH', title: named('完成', 'finish'), from: ['CLOSING'], to: 'CLOSED' },
  ],
});

const county = '140581';
const officer = caller('EMERGENCY', county);
const chief = caller('EMERGENCY', county, { role: 'CHIEF' });
let server: TestDatabase;
let database: Database;
beforeAll(async () => {
  const migrations = [
    migration(1, 'create-ponds', () => [
      `create table test_pond (${ownedColumns}, status text not null, plan text)`,
      ...ownedTable('test_pond'),
      ...rowSecurity('test_pond', { rows: 'UNCONDITIONAL' }),
      ...stateEventTable({
        table: 'test_pond',
        type: 'TestPond',
        column: 'status',
        sharing: { rows: 'UNCONDITIONAL' },
      }),
    ]),
  ];
  server = await openTestDatabase(migrations, 'moves');
  database = await server.open([TestPond, TestPondEvent]);
});
afterAll(() => server.close());

async function pond(status: Status = 'OPERATING', plan: string | null = null): Promise<string> {
  const id = randomUUID();
  const row = { id, ownerDepartment: officer.department, divisionCode: county, source: 'test', sourceId: id };
  await runAs(officer, () => database.source.getRepository(TestPond).insert({ ...row, status, plan }));
  return id;
}
const move = (who: VerifiedCaller, input: MoveInput) =>
  runAs(who, () => {
    const scope = {
      caller: who,
      database,
      providers: new Map(),
      neverNull: new Map(),
    } as unknown as LoaderScope;
    return makeMove(scope, { machine, entity: TestPond, event: TestPondEvent, property: 'status' }, input);
  });
const refused = async (who: VerifiedCaller, input: MoveInput) => {
  try {
    await move(who, input);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return refusal;
    throw error;
  }
  throw new Error('it was not refused');
};
const history = (id: string) =>
  runAs(officer, () =>
    database.query<{ step: number; from_state: string | null; to_state: string }>(
      'select step, from_state, to_state from test_pond_event where object_id = $1 order by step',
      [id],
    ),
  );
const asOfficer = (text: string, values: unknown[]) => runAs(officer, () => database.query(text, values));

describe('a move', () => {
  it('writes state, evidence and one step with who and when, together', async () => {
    const id = await pond('IDLE');
    const { row, event, repeated } = await move(officer, {
      id,
      transition: 'NOTE',
      note: '现场核实',
      evidence: { plan: '一年内闭库' },
    });
    expect(row).toMatchObject({ status: 'IDLE', plan: '一年内闭库' });
    expect(event).toMatchObject({
      ...{ step: 2, transition: 'NOTE', from: 'IDLE', to: 'IDLE', note: '现场核实', byOfficer: 'officer-1' },
      byDepartment: officer.department,
      evidence: [{ name: 'plan', value: '一年内闭库' }],
    });
    expect(repeated).toBe(false);
    expect(await history(id)).toHaveLength(2);
  });

  it.each([2, 12])('of %s at once is made once, from whichever states it could be made', async (parallel) => {
    for (const [status, transition] of [
      ['OPERATING', 'STOP'],
      ['IDLE', 'NOTE'],
    ] as const) {
      const id = await pond(status);
      const outcomes = await Promise.all(
        Array.from({ length: parallel }, () =>
          move(officer, {
            id,
            transition,
            ...(transition === 'NOTE' ? { evidence: { plan: '甲' } } : {}),
          }).then(
            () => 'MADE',
            (error: unknown) => refusalOf(error)?.code ?? 'BUG',
          ),
        ),
      );
      const made = outcomes.filter((one) => one === 'MADE').length;
      const steps = await history(id);
      // Each that was made left its one step; the others left nothing. NOTE may be made again by one that came later.
      expect(steps).toHaveLength(1 + made);
      if (transition === 'STOP') expect(made).toBe(1);
      expect(made).toBeGreaterThan(0);
      expect(outcomes.every((one) => ['MADE', 'STATE_CHANGED', 'TRANSITION_ILLEGAL'].includes(one))).toBe(
        true,
      );
    }
  });

  it('that waited for another finds the row changed, even where it would still be legal', async () => {
    const id = await pond('IDLE');
    const blocker = await withPlainClient(server.superuserUrl, async (client) => {
      await client.query('begin');
      await client.query('select 1 from test_pond where id = $1 for update', [id]);
      const waiting = refused(officer, { id, transition: 'NOTE', evidence: { plan: '乙' } });
      for (let waits = 0; waits === 0;) {
        const { rows } = await client.query<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        waits = rows[0]?.n ?? 0;
      }
      await client.query(`update test_pond set plan = '甲' where id = $1`, [id]);
      await client.query('commit');
      return { refusal: await waiting };
    });
    expect(blocker.refusal.code).toBe('STATE_CHANGED');
    expect(blocker.refusal.extensions['state']).toBe('IDLE');
    expect(await history(id)).toHaveLength(1);
  });

  it('repeated at once under one moveId is made once, and all are answered alike', async () => {
    const id = await pond();
    const moveId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => move(officer, { id, transition: 'STOP', moveId })),
    );
    expect(new Set(answers.map(({ event }) => event.id)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await history(id)).toHaveLength(2);
    expect((await refused(officer, { id, transition: 'RESUME', moveId })).code).toBe('CONFLICT');
  });

  it('is made by whom the machine names, of the row’s own department', async () => {
    const id = await pond('IDLE', '计划');
    expect((await refused(officer, { id, transition: 'CLOSE' })).code).toBe('FORBIDDEN');
    expect(
      (await refused(caller('EMERGENCY', '140521', { role: 'CHIEF' }), { id, transition: 'CLOSE' })).code,
    ).toBe('NOT_OWN_ROW');
    const watcher = caller('EMERGENCY', county, { role: 'CHIEF', purpose: 'SITUATION_DISPLAY' });
    expect((await refused(watcher, { id, transition: 'CLOSE' })).code).toBe('FORBIDDEN');
    expect((await move(chief, { id, transition: 'CLOSE' })).row.status).toBe('CLOSING');
  });

  it('against which a guard speaks leaves nothing, and says why', async () => {
    const id = await pond('IDLE');
    const refusal = await refused(chief, { id, transition: 'CLOSE' });
    expect([refusal.code, refusal.message]).toEqual([
      'TRANSITION_ILLEGAL',
      expect.stringContaining('it has no plan'),
    ]);
    expect(await history(id)).toHaveLength(1);
    expect((await refused(officer, { id: 'not an id', transition: 'STOP' })).code).toBe('NOT_OWN_ROW');
    expect((await refused(officer, { id, transition: 'EXPLODE' })).code).toBe('BAD_INPUT');
  });
});

describe('the database', () => {
  it('never lays the index of divisions over a lookup by object, which it does while nobody has counted a history', async () => {
    const [lookup] = await asOfficer(`select proconfig from pg_proc where proname = $1`, [
      'test_pond_keep_history',
    ]);
    expect(lookup).toEqual({ proconfig: ['enable_bitmapscan=off'] });
  });

  it('takes no state that the history does not lead to, whoever writes', async () => {
    const id = await pond();
    await expect(
      asOfficer(`update test_pond set status = 'CLOSED' where id = $1`, [id]),
    ).rejects.toMatchObject({
      code: '23514',
      constraint: 'test_pond_state_by_move',
    });
    await asOfficer(`update test_pond set plan = 'x' where id = $1`, [id]);
  });

  it('lets nobody change or remove a step', async () => {
    const id = await pond();
    for (const text of [
      `update test_pond_event set note = 'x' where object_id = $1`,
      `delete from test_pond_event where object_id = $1`,
    ]) {
      await expect(asOfficer(text, [id])).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('moves the history along when a row moves to another division', async () => {
    const id = await pond();
    await asOfficer(`update test_pond set division_code = '140581107' where id = $1`, [id]);
    const [step] = await runAs(officer, () =>
      database.query('select division_code from test_pond_event where object_id = $1', [id]),
    );
    expect(step).toEqual({ division_code: '140581107' });
    expect((await move(officer, { id, transition: 'STOP' })).event.step).toBe(2);
  });

  it('has no gap in its row security', async () => {
    expect(await rowSecurityProblems(server.superuserUrl)).toEqual([]);
  });
});

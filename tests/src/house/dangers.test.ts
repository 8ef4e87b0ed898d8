import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DepartmentLine } from '@huitong/contract';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import { runAs, type SubgraphDefinition } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '@huitong/mines';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
type Who = ReturnType<typeof caller>;
interface Sector {
  readonly definition: SubgraphDefinition;
  readonly type: string;
  readonly table: string;
  readonly line: DepartmentLine;
}
const sectors: readonly Sector[] = [
  { definition: mines, type: 'MineHiddenDanger', table: 'mine_hidden_danger', line: 'ENERGY' },
  { definition: hazmat, type: 'HazmatHiddenDanger', table: 'hazmat_hidden_danger', line: 'EMERGENCY' },
  { definition: fire, type: 'FireHiddenDanger', table: 'fire_hidden_danger', line: 'FIRE' },
];
const county = '140581';
const earlier = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** 提级督办: the one move of a danger that is not its own department's. */
describe.each(sectors)('raising the supervision of $type', ({ definition, type, table, line }) => {
  let subgraph: TestSubgraph;
  let object: Json;
  const own = caller(line, county);
  const city = caller(line, '140500');
  const province = caller(line, '140000');
  const grant = {
    ...{ id: 'g', coordinates: [type], divisions: ['140500'], unmask: false, incident: null },
    expiresAt: Math.floor(Date.now() / 1000) + 3600,
  };
  const committee = (division: string, granted = true): Who =>
    caller('SAFETY_COMMITTEE', division, { grants: granted ? [grant] : [] });

  const list = `${type.charAt(0).toLowerCase()}${type.slice(1)}s`;
  const ask = async (query: string, who: Who, variables: Json = {}): Promise<Json> => {
    const { data, errors } = await subgraph.ask(query, who, variables);
    expect(errors).toBeUndefined();
    return data as Json;
  };
  const moveText = `mutation ($i: MoveHiddenDangerInput!) { move: move${type}(input: $i) { repeated
    event { step from to byDepartment byOfficer evidence { name value } }
    hiddenDanger { state supervisionLevel supervisedBy dueOn listedAt nextMoves { transition by to } history { transition } } } }`;
  const raise = (id: string, who: Who, more: Json = {}) =>
    subgraph.ask(moveText, who, {
      i: { id, transition: 'RAISE_SUPERVISION', evidence: { documentNo: '督办〔2026〕1号' }, ...more },
    });
  const raised = async (id: string, who: Who, more: Json = {}): Promise<Json> => {
    const { data, errors } = await raise(id, who, more);
    expect(errors).toBeUndefined();
    return (data as Json)['move'] as Json;
  };
  const code = async (id: string, who: Who, more: Json = {}) =>
    (await raise(id, who, more)).errors?.[0]?.extensions?.['code'];

  beforeAll(async () => {
    subgraph = await openTestSubgraph(definition, { sample: true });
    const found = await ask(
      `{ page: ${list}(division: "${county}", first: 200) { nodes { objectType objectId division { code } ownerDepartment { uscc } } } }`,
      own,
    );
    object = (found['page'].nodes as Json[]).find(
      (node) => node['ownerDepartment'].uscc === own.department,
    ) as Json;
    expect(object).toBeDefined();
  });
  afterAll(() => subgraph.close());

  let number = 0;
  /** A major danger of the county, under rectification and supervised by the county. */
  async function danger(more: Json = {}): Promise<string> {
    const input = {
      ...{ sourceId: `raise-${(number += 1)}`, divisionCode: object['division'].code, level: 'MAJOR' },
      ...{ objectType: object['objectType'], objectId: object['objectId'], description: '测试隐患' },
      ...{ foundAt: earlier(100), reportedToRegulatorAt: earlier(99), reportedToStaffAt: earlier(99) },
      ...{ state: 'RECTIFYING', listedAt: earlier(98), supervisionLevel: 'COUNTY', dueOn: '2090-01-31' },
      ...more,
    };
    const written = await ask(
      `mutation ($i: UpsertHiddenDangerInput!) { made: upsert${type}(input: $i) { hiddenDanger { id } } }`,
      own,
      { i: input },
    );
    return written['made'].hiddenDanger.id as string;
  }

  it('is for the level above in line, leaves the rectification where it is, and stands in the history', async () => {
    const id = await danger();
    const { event, hiddenDanger } = await raised(id, city, {
      evidence: { documentNo: '督办〔2026〕2号', dueOn: '2090-02-28', reason: '进展缓慢' },
    });
    expect(event).toMatchObject({
      ...{
        step: 2,
        from: 'RECTIFYING',
        to: 'RECTIFYING',
        byDepartment: city.department,
        byOfficer: 'officer-1',
      },
    });
    expect(hiddenDanger).toMatchObject({
      ...{
        state: 'RECTIFYING',
        supervisionLevel: 'CITY',
        supervisedBy: city.department,
        dueOn: '2090-02-28',
      },
    });
    expect(hiddenDanger.nextMoves).toContainEqual({
      ...{ transition: 'RAISE_SUPERVISION', by: 'SUPERIOR', to: 'RECTIFYING' },
    });
    // Its own department goes on with it, and finds it among those that were raised.
    const page = await ask(
      `{ page: ${list}(where: { raised: true, objectId: "${object['objectId']}" }, first: 200) { nodes { id history { transition } } } }`,
      own,
    );
    expect(page['page'].nodes).toContainEqual({
      id,
      history: [{ transition: 'CREATE' }, { transition: 'RAISE_SUPERVISION' }],
    });
    const accepted = await ask(moveText, own, {
      i: {
        ...{ id, transition: 'SELF_ACCEPT' },
        evidence: { selfAcceptedAt: earlier(1), immediateRectification: '已整改' },
      },
    });
    expect(accepted['move'].hiddenDanger).toMatchObject({
      state: 'SELF_ACCEPTED',
      supervisedBy: city.department,
    });
    expect((await raised(id, province))['hiddenDanger']).toMatchObject({
      ...{ state: 'SELF_ACCEPTED', supervisionLevel: 'PROVINCE', supervisedBy: province.department },
    });
  });

  it('is for the office of the safety committee that has a grant, at the same level too', async () => {
    const id = await danger();
    expect(await code(id, committee('140500', false))).toBe('NOT_OWN_ROW');
    const taken = await raised(id, committee(county));
    expect(taken['hiddenDanger']).toMatchObject({ supervisionLevel: 'COUNTY' });
    expect(await code(id, committee(county))).toBe('TRANSITION_ILLEGAL');
    expect((await raised(id, committee('140500')))['hiddenDanger'].supervisionLevel).toBe('CITY');
    expect(await code(id, city)).toBe('TRANSITION_ILLEGAL');
  });

  it('lists a danger that was only reported', async () => {
    const id = await danger({ state: 'REPORTED', listedAt: null, supervisionLevel: null, dueOn: null });
    expect(await code(id, city)).toBe('EVIDENCE_MISSING');
    const evidence = { documentNo: '督办〔2026〕3号', dueOn: '2090-03-31' };
    expect(await raised(id, city, { evidence })).toMatchObject({
      event: { from: 'REPORTED', to: 'LISTED' },
      hiddenDanger: { state: 'LISTED', supervisionLevel: 'CITY' },
    });
  });

  it('is lifted (摘牌) by who raised it once the danger is reviewed, and only then is it deregistered', async () => {
    const id = await danger();
    await raised(id, city);
    const lift = { transition: 'LIFT_SUPERVISION', evidence: { documentNo: '摘牌〔2026〕1号' } };
    expect(await code(id, city, lift)).toBe('TRANSITION_ILLEGAL');
    const go = (transition: string, evidence: Json) => raised(id, own, { transition, evidence });
    await go('SELF_ACCEPT', { selfAcceptedAt: earlier(2), immediateRectification: '已整改' });
    const reviewed = await go('REVIEW', { reviewedAt: earlier(1), reviewConclusion: '合格' });
    expect(reviewed['hiddenDanger'].nextMoves).toEqual([
      { transition: 'LIFT_SUPERVISION', by: 'SUPERIOR', to: 'REVIEWED' },
      { transition: 'REOPEN', by: 'OWN_DEPARTMENT', to: 'REOPENED' },
    ]);
    const close = { transition: 'DEREGISTER', evidence: { documentNo: '销号〔2026〕1号' } };
    expect(await code(id, own, close)).toBe('TRANSITION_ILLEGAL');
    expect(await code(id, own, lift)).toBe('FORBIDDEN');
    expect(await code(id, caller(line, '140521'), lift)).toBe('NOT_OWN_ROW');
    expect(await code(id, caller('WATER', '140500', { grants: [grant] }), lift)).toBe('FORBIDDEN');
    expect(await code(id, committee(county), lift)).toBe('TRANSITION_ILLEGAL');
    expect(await code(id, committee('140500'), lift)).toBe('TRANSITION_ILLEGAL');
    expect(await code(id, city, { ...lift, evidence: {} })).toBe('EVIDENCE_MISSING');
    expect(await raised(id, city, lift)).toMatchObject({
      event: { from: 'REVIEWED', to: 'REVIEWED', byDepartment: city.department },
      hiddenDanger: { state: 'REVIEWED', supervisionLevel: 'CITY', supervisedBy: null },
    });
    expect(await code(id, city, lift)).toBe('TRANSITION_ILLEGAL');
    expect((await raised(id, own, close))['hiddenDanger']).toMatchObject({
      state: 'DEREGISTERED',
      history: [
        ...['CREATE', 'RAISE_SUPERVISION', 'SELF_ACCEPT', 'REVIEW', 'LIFT_SUPERVISION', 'DEREGISTER'].map(
          (transition) => ({ transition }),
        ),
      ],
    });
  });

  it('is refused to everybody else, and leaves nothing behind', async () => {
    const id = await danger();
    expect(await code(id, own)).toBe('FORBIDDEN');
    expect(await code(id, caller(line, '140521'))).toBe('NOT_OWN_ROW');
    expect(await code(id, caller('WATER', '140500'))).toBe('NOT_OWN_ROW');
    expect(await code(id, caller('WATER', '140500', { grants: [grant] }))).toBe('FORBIDDEN');
    expect(await code(id, caller(line, '140500', { purpose: 'AUDIT' }))).toBe('FORBIDDEN');
    expect(await code('00000000-0000-4000-8000-000000000000', city)).toBe('NOT_OWN_ROW');
    expect(await code(id, city, { evidence: {} })).toBe('EVIDENCE_MISSING');
    expect(await code(id, city, { expectedState: 'LISTED' })).toBe('STATE_CHANGED');
    const general = await danger({ level: 'GENERAL', listedAt: null, supervisionLevel: null });
    expect(await code(general, city)).toBe('TRANSITION_ILLEGAL');
    // A superior makes no other move, and writes the row in no other way.
    const other = await subgraph.ask(moveText, city, { i: { id, transition: 'RECORD_OVERDUE' } });
    expect(other.errors?.[0]?.extensions?.['code']).toBe('NOT_OWN_ROW');
    const { page } = await ask(
      `{ page: ${list}(where: { objectId: "${object['objectId']}" }, first: 500) { nodes { id supervisedBy history { step } } } }`,
      own,
    );
    expect((page.nodes as Json[]).find((node) => node['id'] === id)).toEqual({
      ...{ id, supervisedBy: null, history: [{ step: 1 }] },
    });
  });

  it('at once by several is made once by each level, and one of them is answered again under its moveId', async () => {
    const id = await danger();
    const answers = await Promise.all(Array.from({ length: 6 }, () => raise(id, city)));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    for (const { errors } of answers.filter((answer) => answer.errors)) {
      expect(['STATE_CHANGED', 'TRANSITION_ILLEGAL']).toContain(errors?.[0]?.extensions?.['code']);
    }
    const moveId = `raise-${type}`;
    const first = await raised(id, province, { moveId });
    expect(first['repeated']).toBe(false);
    expect(await raised(id, province, { moveId })).toMatchObject({ repeated: true, event: first['event'] });
    const other = await danger();
    expect(await code(other, province, { moveId })).toBe('CONFLICT');
  });

  it('moves the entry of the index, and no other column of the row, whatever a statement says', async () => {
    const id = await danger();
    await raised(id, city, { evidence: { documentNo: '督办〔2026〕4号', dueOn: '2091-05-31' } });
    const acting = (who: Who, statement: string, forDepartment: string | null) =>
      runAs(who, () =>
        subgraph.database.transaction(async (manager) => {
          if (forDepartment)
            await manager.query(`select set_config('huitong.acts_for', $1, true)`, [forDepartment]);
          const [, count] = await manager.query<[unknown, number]>(statement, [id]);
          return count;
        }),
      );
    const entry = await runAs(own, () =>
      subgraph.database.query<{ due_at: string }>('select due_at from index_entry where key = $1', [id]),
    );
    expect(new Date(entry[0]?.due_at as string).toISOString()).toBe('2091-05-31T16:00:00.000Z');
    const rewrite = `update ${table} set description = 'x' where id = $1`;
    expect(await acting(city, rewrite, null)).toBe(0);
    await expect(acting(city, rewrite, own.department)).rejects.toMatchObject({
      driverError: { constraint: `${table}_superior_columns` },
    });
    expect(await acting(caller(line, '140521'), rewrite, own.department)).toBe(0);
    expect(await acting(city, `delete from ${table} where id = $1`, own.department)).toBe(0);
  });

  it('stands where its object stands: it moves with it, and so does its history', async () => {
    const id = await danger();
    const [where] = await runAs(own, () =>
      subgraph.database.query<{ division: string }>(
        `select division_code as division from ${table} where id = $1`,
        [id],
      ),
    );
    const there = where?.division === '140581107' ? '140581106' : '140581107';
    const objectTable = (object['objectType'] as string).toLowerCase();
    const divisions = (from: string, column: string) =>
      runAs(own, () =>
        subgraph.database.query<{ division: string }>(
          `select distinct division_code as division from ${from} where ${column} = $1`,
          [id],
        ),
      );
    const moveObject = (to: string | undefined) =>
      runAs(own, () =>
        subgraph.database.query(`update ${objectTable} set division_code = $2 where id = $1`, [
          object['objectId'],
          to,
        ]),
      );
    await moveObject(there);
    expect(await divisions(table, 'id')).toEqual([{ division: there }]);
    expect(await divisions(`${table}_event`, 'object_id')).toEqual([{ division: there }]);
    expect(await divisions('index_entry', 'key')).toEqual([{ division: there }]);
    await moveObject(where?.division);
  });

  it('keeps what moves wrote from every other writer, and takes what is still empty', async () => {
    const id = await danger();
    const write = (set: string) =>
      runAs(own, () =>
        subgraph.database.query(`update ${table} set ${set} where id = $1 returning 1 as n`, [id]),
      );
    for (const set of [
      `due_on = '2089-01-01'`,
      'due_on = null',
      `supervision_level = 'CITY'`,
      'listed_at = now()',
    ]) {
      await expect(write(set)).rejects.toMatchObject({ constraint: `${table}_by_move` });
    }
    expect(await write(`cause = '原因', review_conclusion = null`)).toHaveLength(1);
  });
});

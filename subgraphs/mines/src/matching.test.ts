import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc, demoUscc, importFile, templateProfile, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { coalMines } from './datasets/coalMines.js';
import { mines } from './main.js';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
type Caller = ReturnType<typeof caller>;

const county = '140581';
const energy = caller('ENERGY', county, { subject: 'officer-7' });
const [first, second] = [demoEnterpriseUscc('COAL', 1), demoEnterpriseUscc('COAL', 2)];

let subgraph: TestSubgraph;
let folder: string;
beforeAll(async () => {
  subgraph = await openTestSubgraph(mines);
  folder = await mkdtemp(join(tmpdir(), 'huitong-match-'));
});
afterAll(async () => {
  await subgraph.close();
  await rm(folder, { recursive: true, force: true });
});
const superuser = <Row>(text: string): Promise<Row[]> =>
  withPlainClient(subgraph.superuserUrl, async (client) => (await client.query(text)).rows as Row[]);
beforeEach(async () => {
  await superuser('truncate enterprise_match');
  await superuser('delete from coal_mine');
  await bring('M1,甲矿,140581101,60', 'M2,乙矿,140581102,90');
});

/** A workbook of the department that knows no codes of enterprises. */
async function bring(...rows: string[]) {
  const file = join(folder, 'mines.csv');
  await writeFile(
    file,
    `编号,煤矿名称,行政区划代码,核定生产能力(万吨/年),统一社会信用代码\n${rows.map((row) => (row.split(',').length < 5 ? `${row},` : row)).join('\n')}\n`,
  );
  return importFile({
    database: subgraph.database,
    dataset: coalMines,
    profile: templateProfile(coalMines),
    file,
    department: energy.department,
    scope: [county],
  });
}

async function ask(query: string, who: Caller = energy, variables: Json = {}) {
  const answer = await subgraph.ask(query, who, variables);
  return { data: answer.data as Json, code: answer.errors?.[0]?.extensions?.['code'] as string | undefined };
}
const mine = async (sourceId: string, who: Caller = energy) => {
  const { data } = await ask(
    `{ coalMines(first: 100) { nodes { id sourceId enterprise { uscc } rejectedEnterpriseUsccs
      enterpriseMatches { uscc decision officer note decidedAt } } } }`,
    who,
  );
  return (data['coalMines'].nodes as Json[]).find((one) => one['sourceId'] === sourceId)!;
};
const queue = async (where = 'matched: false', who: Caller = energy) => {
  const { data } = await ask(`{ coalMines(where: {${where}}) { nodes { sourceId } } }`, who);
  return (data['coalMines'].nodes as Json[]).map((one) => one['sourceId'] as string).sort();
};
async function decide(sourceId: string, decision: string, uscc = first, who: Caller = energy, note?: string) {
  const { id } = await mine(sourceId);
  const { data, code } = await ask(
    `mutation($i: DecideEnterpriseInput!) { decideCoalMineEnterprise(input: $i) { recorded coalMine { enterprise { uscc } } } }`,
    who,
    { i: { id: id as string, uscc, decision, ...(note === undefined ? {} : { note }) } },
  );
  return code ?? (data['decideCoalMineEnterprise'] as Json);
}

describe('a decision on the enterprise of a mine', () => {
  it('that confirms sets the code, takes the mine off the queue, and is on record', async () => {
    expect(await queue()).toEqual(['M1', 'M2']);
    expect(await decide('M1', 'CONFIRMED', first, energy, '营业执照一致')).toEqual({
      recorded: true,
      coalMine: { enterprise: { uscc: first } },
    });
    expect(await queue()).toEqual(['M2']);
    expect(await queue('matched: true')).toEqual(['M1']);
    expect((await mine('M1'))['enterpriseMatches']).toMatchObject([
      { uscc: first, decision: 'CONFIRMED', officer: 'officer-7', note: '营业执照一致' },
    ]);
    expect(
      await superuser('select object_type, object_source, object_source_id from enterprise_match'),
    ).toEqual([{ object_type: 'CoalMine', object_source: 'department', object_source_id: 'M1' }]);
  });

  it('made twice is recorded once', async () => {
    await decide('M1', 'CONFIRMED');
    expect(await decide('M1', 'CONFIRMED')).toMatchObject({ recorded: false });
    await decide('M2', 'REJECTED');
    expect(await decide('M2', 'REJECTED')).toMatchObject({ recorded: false });
    expect(await superuser('select 1 from enterprise_match')).toHaveLength(2);
  });

  it('made by two at once is recorded once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => decide('M1', 'CONFIRMED')));
    expect(answers.filter((one) => (one as Json)['recorded'])).toHaveLength(1);
    expect(await superuser('select 1 from enterprise_match')).toHaveLength(1);
  });

  it('outlives an import without a code, which then changes nothing', async () => {
    await decide('M1', 'CONFIRMED');
    expect(await bring('M1,甲矿,140581101,60', 'M2,乙矿,140581102,90')).toMatchObject({
      updated: 0,
      unchanged: 2,
    });
    expect(await bring('M1,甲煤矿,140581101,60')).toMatchObject({ updated: 1 });
    expect((await mine('M1'))['enterprise']).toEqual({ uscc: first });
  });

  it('outlives the row: imported anew, it has its code again', async () => {
    await decide('M1', 'CONFIRMED');
    await superuser('delete from coal_mine');
    expect(await bring('M1,甲矿,140581101,60')).toMatchObject({ inserted: 1 });
    expect((await mine('M1'))['enterprise']).toEqual({ uscc: first });
  });

  it('yields to a code that the source itself brings', async () => {
    await decide('M1', 'CONFIRMED');
    await bring(`M1,甲矿,140581101,60,${second}`);
    expect((await mine('M1'))['enterprise']).toEqual({ uscc: second });
  });

  it('that rejects keeps the enterprise from being offered, and the mine on the queue', async () => {
    expect(await decide('M1', 'REJECTED')).toEqual({ recorded: true, coalMine: { enterprise: null } });
    expect(await queue()).toEqual(['M1', 'M2']);
    expect((await mine('M1'))['rejectedEnterpriseUsccs']).toEqual([first]);
    expect((await mine('M2'))['rejectedEnterpriseUsccs']).toEqual([]);
    expect(await decide('M1', 'CONFIRMED', second)).toMatchObject({
      coalMine: { enterprise: { uscc: second } },
    });
  });

  it('taken back puts things as they were: the queue, the candidate, and the import', async () => {
    await decide('M1', 'CONFIRMED');
    expect(await decide('M1', 'REVERSED')).toEqual({ recorded: true, coalMine: { enterprise: null } });
    expect(await queue()).toEqual(['M1', 'M2']);
    await bring('M1,甲矿,140581101,60');
    expect((await mine('M1'))['enterprise']).toBeNull();
    await decide('M1', 'REJECTED');
    await decide('M1', 'REVERSED');
    expect((await mine('M1'))['rejectedEnterpriseUsccs']).toEqual([]);
    expect(
      ((await mine('M1'))['enterpriseMatches'] as Json[]).map((one) => one['decision'] as string),
    ).toEqual(['REVERSED', 'REJECTED', 'REVERSED', 'CONFIRMED']);
  });

  it.each<[string, string, (() => Promise<unknown>) | null, Parameters<typeof decide>]>([
    ['a second enterprise', 'CONFLICT', () => decide('M1', 'CONFIRMED'), ['M1', 'CONFIRMED', second]],
    ['a rejection of the one confirmed', 'CONFLICT', () => decide('M1', 'CONFIRMED'), ['M1', 'REJECTED']],
    ['a reversal of nothing', 'CONFLICT', null, ['M1', 'REVERSED']],
    [
      'another department of the line',
      'NOT_OWN_ROW',
      null,
      ['M1', 'CONFIRMED', first, caller('ENERGY', '140521')],
    ],
    ['the city above', 'NOT_OWN_ROW', null, ['M1', 'CONFIRMED', first, caller('ENERGY', '140500')]],
    ['another line', 'NOT_OWN_ROW', null, ['M1', 'CONFIRMED', first, caller('FIRE', county)]],
    [
      'a caller who only looks',
      'FORBIDDEN',
      null,
      ['M1', 'CONFIRMED', first, caller('ENERGY', county, { purpose: 'AUDIT' })],
    ],
    ['no code', 'USCC_MALFORMED', null, ['M1', 'CONFIRMED', '123']],
    ['an empty note', 'BAD_INPUT', null, ['M1', 'CONFIRMED', first, energy, ' ']],
  ])('is refused: %s', async (_, code, before, attempt) => {
    await before?.();
    const count = (await superuser('select 1 from enterprise_match')).length;
    const answer = await decide(...attempt);
    expect(answer).toBe(code);
    expect(await superuser('select 1 from enterprise_match')).toHaveLength(count);
  });

  it('is refused for what is no mine at all, in the same words as for a foreign one', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', "' or 1=1"]) {
      const { code } = await ask(
        'mutation($i: DecideEnterpriseInput!) { decideCoalMineEnterprise(input: $i) { recorded } }',
        energy,
        { i: { id, uscc: first, decision: 'CONFIRMED' } },
      );
      expect(code).toBe('NOT_OWN_ROW');
    }
  });

  it('is seen by its own line only', async () => {
    await decide('M1', 'REJECTED', first, energy, '同名不同县');
    const foreign = await mine('M1', caller('FIRE', county));
    expect(foreign).toMatchObject({ enterpriseMatches: null, rejectedEnterpriseUsccs: [] });
    expect(await queue('matched: false, own: true', caller('FIRE', county))).toEqual([]);
    expect(await queue('matched: false, own: true')).toEqual(['M1', 'M2']);
    expect(await queue('own: false')).toEqual([]);
    const above = await mine('M1', caller('ENERGY', '140500'));
    expect(above['enterpriseMatches']).toHaveLength(1);
  });

  it('can be changed by nobody, not by its own department either', async () => {
    await decide('M1', 'CONFIRMED');
    const privileges = await superuser<{ privilege_type: string }>(
      `select privilege_type from information_schema.role_table_grants
       where table_name = 'enterprise_match' and grantee like '%\\_app' order by 1`,
    );
    expect(privileges.map((one) => one.privilege_type)).toEqual(['INSERT', 'SELECT']);
  });
});

describe('a decision on the enterprise of a tailings pond', () => {
  it('is the emergency bureau’s, and sets its code', async () => {
    const bureau = caller('EMERGENCY', county);
    const id = '10000000-0000-4000-8000-000000000001';
    await superuser(`insert into tailings_pond (id, owner_department, division_code, source, source_id, name)
      values ('${id}', '${demoUscc('EMERGENCY', county)}', '140581101', 'department', 'P1', '甲尾矿库')`);
    const { data } = await ask(
      `mutation($i: DecideEnterpriseInput!) { decideTailingsPondEnterprise(input: $i) { recorded tailingsPond { enterprise { uscc } } } }`,
      bureau,
      { i: { id, uscc: first, decision: 'CONFIRMED' } },
    );
    expect(data['decideTailingsPondEnterprise']).toEqual({
      recorded: true,
      tailingsPond: { enterprise: { uscc: first } },
    });
    const list = await ask('{ tailingsPonds(where: {matched: true}) { nodes { name } } }', bureau);
    expect(list.data['tailingsPonds'].nodes).toEqual([{ name: '甲尾矿库' }]);
  });
});

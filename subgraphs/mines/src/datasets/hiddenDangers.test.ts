import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoUscc, importFile, loadProfile, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '../main.js';
import { hiddenDangers } from './hiddenDangers.js';

const county = '140581';
const energy = caller('ENERGY', county);
let subgraph: TestSubgraph;
let folder: string;

beforeAll(async () => {
  subgraph = await openTestSubgraph(mines);
  folder = await mkdtemp(join(tmpdir(), 'huitong-dangers-'));
  const mine = `mutation { upsertCoalMine(input: {sourceId: "K-1", name: "测试煤矿", divisionCode: "140581107"}) { outcome } }`;
  expect((await subgraph.ask(mine, energy)).errors).toBeUndefined();
});
afterAll(async () => {
  await subgraph.close();
  await rm(folder, { recursive: true, force: true });
});

const headers =
  '隐患编号,煤矿编号,隐患级别,状态,隐患描述,发现时间,报告监管部门时间,报告职工时间,督办级别,挂牌时间,整改期限,自查验收时间,复查时间,复查结论,销号时间';
const closed =
  'D-1,K-1,重大隐患,已销号,主扇未检测,2026-03-01,2026-03-01,2026-03-01,市级,2026-03-02,2026-04-01,2026-03-20,2026-03-22 10:00,合格,2026-03-25';
async function run(name: string, ...rows: string[]) {
  const path = join(folder, name);
  await writeFile(path, [headers, ...rows].join('\n'));
  return importFile({
    database: subgraph.database,
    dataset: hiddenDangers,
    profile: await loadProfile(mines.home, hiddenDangers, 'template'),
    file: path,
    department: demoUscc('ENERGY', county),
    scope: [county],
    rejectedFile: join(folder, 'rejected.csv'),
  });
}
const stored = (columns: string) =>
  withPlainClient(
    subgraph.superuserUrl,
    async (client) =>
      (await client.query(`select ${columns} from mine_hidden_danger order by source_id`)).rows as unknown[],
  );

it('brings in dangers in the state whose evidence they carry, each with the first step of its history', async () => {
  const report = await run(
    'good.csv',
    closed,
    'D-2,K-1,一般,,未戴矿灯,2026年3月2日,,,,,,,,,',
    closed.replace('D-1', 'D-3'),
  );
  expect(report).toMatchObject({ inserted: 3, rejected: 0 });
  expect(await stored('source_id, state, division_code, object_type, found_at, due_on::text')).toMatchObject([
    {
      source_id: 'D-1',
      state: 'DEREGISTERED',
      division_code: '140581107',
      found_at: '2026-02-28T16:00:00.000Z',
    },
    { source_id: 'D-2', state: 'FOUND', object_type: 'COAL_MINE', due_on: null },
    { source_id: 'D-3' },
  ]);
  const { data } = await subgraph.ask(
    '{ mineHiddenDangers(orderBy: {field: SEVERITY}) { nodes { state history { step transition to } } } }',
    energy,
  );
  const nodes = (data as { mineHiddenDangers: { nodes: { state: string; history: unknown[] }[] } })
    .mineHiddenDangers.nodes;
  for (const { state, history } of nodes)
    expect(history).toEqual([{ step: 1, transition: 'CREATE', to: state }]);
  expect(await run('again.csv', closed)).toMatchObject({ inserted: 0, unchanged: 1, rejected: 0 });
});

it('rejects impossible combinations, each row with the column to blame, and keeps its neighbours', async () => {
  const bad = {
    复查时间: closed.replace('D-1', 'B-1').replace('2026-03-22 10:00', ''),
    报告职工时间: closed.replace('D-1', 'B-2').replace('2026-03-01,市级', ',市级'),
    挂牌时间: closed.replace('D-1', 'B-3').replace('2026-03-02', ''),
    整改期限: 'B-4,K-1,一般隐患,整改中,顶板淋水,2026-03-05,,,,,2026-03-04,,,,',
    销号时间: closed.replace('D-1', 'B-5').replace('2026-03-25', '2026-03-21'),
    发现时间: 'B-6,K-1,一般隐患,已发现,顶板淋水,2099-03-05,,,,,,,,,',
    隐患级别:
      'B-7,K-1,一般隐患,挂牌督办,顶板淋水,2026-03-05,2026-03-05,2026-03-05,县级,2026-03-06,2026-06-01,,,,',
    煤矿编号: 'B-8,K-404,一般隐患,已发现,顶板淋水,2026-03-05,,,,,,,,,',
  };
  const report = await run(
    'bad.csv',
    ...Object.values(bad),
    'G-1,K-1,一般隐患,已发现,顶板淋水,2026-03-05,,,,,,,,,',
  );
  expect(report).toMatchObject({ inserted: 1, rejected: 8 });
  const first = new Map(report.rejections.toReversed().map(({ row, column }) => [row, column]));
  expect([...first].sort(([a], [b]) => a - b).map(([, column]) => column?.split('、')[0])).toEqual(
    Object.keys(bad),
  );
});

it('does not move a danger: a row that has it elsewhere is rejected, and nothing of it is written', async () => {
  const before = await stored('*');
  const report = await run(
    'moved.csv',
    'D-2,K-1,一般,已销号,改写,2026-03-02,,,,,2026-04-01,2026-03-20,2026-03-22,合格,2026-03-25',
  );
  expect(report).toMatchObject({ updated: 0, rejected: 1 });
  expect(report.rejections[0]).toMatchObject({
    code: 'TRANSITION_ILLEGAL',
    message:
      'The row stands in FOUND here, and its state changes by moves only: the file is older, or the move is still to be made.',
  });
  expect(await stored('*')).toEqual(before);
});

it('leaves what moves wrote: an older deadline is refused in words, an empty cell takes nothing back', async () => {
  expect(await run('first.csv', 'M-1,K-1,一般隐患,已发现,顶板淋水,2026-03-05,,,,,,,,,')).toMatchObject({
    inserted: 1,
  });
  const id = await withPlainClient(subgraph.superuserUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from mine_hidden_danger where source_id = 'M-1'`,
    );
    return rows[0]?.id;
  });
  const told = { reportedToRegulatorAt: '2026-03-05T10:00:00Z', reportedToStaffAt: '2026-03-05T11:00:00Z' };
  for (const [transition, evidence] of [
    ['REPORT', told],
    ['RECTIFY', { dueOn: '2090-01-01' }],
    ['EXTEND', { dueOn: '2090-06-01', documentNo: '延期1号', reason: '设备未到' }],
  ] as const) {
    const { errors } = await subgraph.ask(
      `mutation ($i: MoveHiddenDangerInput!) { moveMineHiddenDanger(input: $i) { event { step } } }`,
      energy,
      { i: { id, transition, evidence } },
    );
    expect(errors).toBeUndefined();
  }
  const before = await stored('*');
  const rectifying = (dueOn: string) => `M-1,K-1,一般隐患,整改中,顶板淋水,2026-03-05,,,,,${dueOn},,,,`;
  const older = await run('older.csv', rectifying('2090-01-01'));
  expect(older).toMatchObject({ updated: 0, rejected: 1 });
  expect(older.rejections[0]).toMatchObject({ code: 'TRANSITION_ILLEGAL' });
  expect(older.rejections[0]?.message).toContain('where a move was recorded here');
  expect(await run('same.csv', rectifying('2090-06-01'))).toMatchObject({ unchanged: 1, rejected: 0 });
  expect(await stored('*')).toEqual(before);
});

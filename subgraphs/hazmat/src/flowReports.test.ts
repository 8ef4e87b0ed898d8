import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { VerifiedCaller } from '@huitong/contract';
import { demoUscc, importFile, templateProfile } from '@huitong/kit';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import { sample } from '../sample/index.js';
import { chemicalFlowReports } from './datasets/chemicalFlowReports.js';
import { ChemicalFlowReport } from './entities/chemicalFlowReport.js';
import { hazmat } from './main.js';
import { flowReportClock } from './rules/flowReports.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(hazmat, { sample: true });
});
afterAll(() => subgraph.close());

const police = caller('PUBLIC_SECURITY', '140581');
const cityPolice = caller('PUBLIC_SECURITY', '140500');
const granted = (line: 'EMERGENCY' | 'ECOLOGY') =>
  caller(line, '140500', {
    grants: [
      {
        ...{ id: 'g-1', coordinates: ['ChemicalFlowReport'], divisions: ['140500'], unmask: false },
        ...{ incident: null, expiresAt: 4_102_444_800 },
      },
    ],
  });
const rows = [
  ...(sample(testSize).find(({ entity }) => entity === ChemicalFlowReport)?.rows ?? []),
] as ChemicalFlowReport[];
const inCity = rows.filter(({ divisionCode }) => divisionCode.startsWith('1405'));

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
async function ask(query: string, who: VerifiedCaller, variables: Json = {}): Promise<Json> {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  return { ...answer.data, extensions: answer.extensions };
}
const nodesOf = (answer: Json): Json[] => answer['chemicalFlowReports'].nodes as Json[];
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();
const list = (args: string, fields = 'id') =>
  `{ chemicalFlowReports(first: 500${args}) { nodes { ${fields} } } }`;

describe('reports of the flow of controlled chemicals', () => {
  it('are the police’s, and hidden from every other line without a grant', async () => {
    expect(ids(nodesOf(await ask(list(''), cityPolice)) as { id: string }[])).toEqual(ids(inCity));
    for (const line of ['EMERGENCY', 'FIRE', 'ECOLOGY'] as const)
      expect(nodesOf(await ask(list(''), caller(line, '140500')))).toEqual([]);
    const [one] = inCity as [ChemicalFlowReport];
    const byId = `{ chemicalFlowReport(id: "${one.id}") { id } _entities(representations: [{__typename: "ChemicalFlowReport", id: "${one.id}"}]) { __typename } }`;
    const hidden = await ask(byId, caller('EMERGENCY', '140500'));
    expect([hidden['chemicalFlowReport'], hidden['_entities']]).toEqual([null, [null]]);
  });

  it('tell by grant what was traded; how much of a highly toxic chemical, only where its stock is filed', async () => {
    const fields = 'control chemicalName quantityKilograms counterpartyName chemical { gb18218No }';
    const emergency = await ask(list('', fields), granted('EMERGENCY'));
    expect(nodesOf(emergency).every(({ quantityKilograms }) => quantityKilograms > 0)).toBe(true);
    const ecology = await ask(list('', fields), granted('ECOLOGY'));
    expect(nodesOf(ecology)).toHaveLength(inCity.length);
    for (const { control, quantityKilograms, counterpartyName } of nodesOf(ecology)) {
      expect(quantityKilograms === null).toBe(control === 'HIGHLY_TOXIC');
      expect(counterpartyName).not.toBeNull();
    }
    expect(ecology['extensions'].denied).toEqual([
      expect.objectContaining({
        coordinate: 'ChemicalFlowReport.quantityKilograms',
        entry: 'hazmat/chemical-flow-report',
      }),
    ]);
    const unlisted = nodesOf(emergency).find(({ chemicalName }) => chemicalName === '高锰酸钾');
    expect(unlisted).toMatchObject({ chemical: null });
  });

  it('are late by the rule in the list, in the row and in the rate', async () => {
    const late = inCity.filter((row) => flowReportClock(row).overdue);
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(inCity.length);
    const read = nodesOf(
      await ask(list(', where: {reportOverdue: true}', 'id reportDue { overdue basis unit }'), cityPolice),
    );
    expect(ids(read as { id: string }[])).toEqual(ids(late));
    for (const { reportDue } of read)
      expect(reportDue).toEqual({ overdue: true, basis: '危险化学品安全法 art. 61', unit: 'CALENDAR_DAY' });
    const { hazmatStatistics } = await ask(
      '{ hazmatStatistics(division: "140500") { flowReportsInTime { numerator denominator definition } } }',
      cityPolice,
    );
    expect(hazmatStatistics.flowReportsInTime).toMatchObject({
      ...{ numerator: inCity.length - late.length, denominator: inCity.length },
      definition: expect.stringContaining('3日内报告'),
    });
  });

  it('are found by enterprise, chemical, day and whether they were reported', async () => {
    const found = async (where: string) =>
      ids(nodesOf(await ask(list(`, where: {${where}}`), cityPolice)) as { id: string }[]);
    const expected = (fits: (row: ChemicalFlowReport) => boolean) => ids(inCity.filter(fits));
    expect(await found('reported: false')).toEqual(expected(({ reportedAt }) => reportedAt === null));
    expect(await found('chemicalNo: 12, kind: SALE')).toEqual(
      expected(({ chemicalNo, kind }) => chemicalNo === 12 && kind === 'SALE'),
    );
    expect(await found('tradedFrom: "2026-03-01", tradedBefore: "2026-06-01"')).toEqual(
      expected(({ tradedOn }) => tradedOn >= '2026-03-01' && tradedOn < '2026-06-01'),
    );
    const uscc = inCity.find(({ enterpriseUscc }) => enterpriseUscc)?.enterpriseUscc as string;
    const ofOne = expected(({ enterpriseUscc }) => enterpriseUscc === uscc);
    const answer = await ask(
      'query($of: [_Any!]!) { _entities(representations: $of) { ... on Enterprise { chemicalFlowReports(first: 500) { nodes { id } } } } }',
      cityPolice,
      { of: [{ __typename: 'Enterprise', uscc }] },
    );
    expect(ids(answer['_entities'][0].chemicalFlowReports.nodes)).toEqual(ofOne);
  });
});

describe('writing a report of flow', () => {
  const mutation = `mutation($i: UpsertChemicalFlowReportInput!) { upsertChemicalFlowReport(input: $i) {
    outcome chemicalFlowReport { reportedAt recordsKeptUntil reportDue { dueAt overdue } } } }`;
  const input = {
    ...{ sourceId: 'f-1', divisionCode: '140581107', kind: 'SALE', control: 'EXPLOSIVE_PRECURSOR' },
    ...{ enterpriseUscc: '91140581MA0GPDA15L', counterpartyUscc: '91141122MA0JCTA10C' },
    ...{ chemicalName: '硝酸', chemicalNo: 81, quantityKilograms: 500, tradedOn: '2024-02-29' },
  };
  const write = (change: Json = {}, who = police) =>
    subgraph.ask(mutation, who, { i: { ...input, ...change } });

  it('inserts it, takes the report later, and counts both times', async () => {
    const written = async (change: Json = {}) => (await write(change)).data?.['upsertChemicalFlowReport'];
    expect(await written()).toEqual({
      outcome: 'INSERTED',
      chemicalFlowReport: {
        ...{ reportedAt: null, recordsKeptUntil: '2027-02-28' },
        reportDue: { dueAt: '2024-03-03T16:00:00.000Z', overdue: true },
      },
    });
    expect(await written()).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await written({ reportedAt: '2024-03-03T15:00:00Z' })).toMatchObject({
      outcome: 'UPDATED',
      chemicalFlowReport: { reportDue: { overdue: false } },
    });
  });

  it.each([
    ['a negative quantity', { quantityKilograms: -1 }, 'input.quantityKilograms'],
    ['no quantity at all', { quantityKilograms: 0 }, 'input.quantityKilograms'],
    ['a trade of tomorrow', { tradedOn: '2999-01-01' }, 'input.tradedOn'],
    ['a report before the trade', { reportedAt: '2024-02-28T00:00:00Z' }, 'input.reportedAt'],
    ['trade with itself', { counterpartyUscc: input.enterpriseUscc }, 'input.counterpartyUscc'],
    ['a number that the table has not', { chemicalNo: 999 }, 'input.chemicalNo'],
    ['an empty name', { chemicalName: ' ' }, 'input.chemicalName'],
  ])('refuses %s', async (_, change, at) => {
    const { errors } = await write({ sourceId: 'f-bad', ...change });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', at });
  });

  it('is for the police of its own divisions', async () => {
    const code = async (change: Json, who?: VerifiedCaller) =>
      (await write({ sourceId: 'f-2', ...change }, who)).errors?.[0]?.extensions?.['code'];
    expect(await code({}, caller('EMERGENCY', '140581'))).toBe('NOT_OWN_ROW');
    expect(await code({ divisionCode: '140521' })).toBe('NOT_OWN_ROW');
  });

  it('comes in by file, the chemical by number or name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huitong-flow-'));
    const file = join(folder, 'flow.csv');
    const lines = [
      '编号,行政区划代码,购销类别,管控类别,品名,GB18218序号,数量(千克),对方单位名称,购销日期,报告时间',
      'L1,140581107,销售,易制爆,硝酸,81,500,示例厂,2026-05-01,2026-05-02 10:00',
      'L2,140581107,购买,剧毒,液氯,氯,1000,示例厂,2026-05-01,',
      'L3,140581107,销售,易制爆,高锰酸钾,,25,示例厂,2026-05-01,2026-05-02 10:00',
      'L4,140581107,销售,易制爆,硝酸,81,-5,示例厂,2026-05-01,2026-05-02 10:00',
      'L5,140581107,销售,易制爆,硝酸,81,5,示例厂,2026-05-01,2026-04-30 10:00',
      'L6,140581107,销售,易制爆,硝酸,999,5,示例厂,2026-05-01,2026-05-02 10:00',
    ];
    await writeFile(file, `${lines.join('\n')}\n`);
    const dataset = chemicalFlowReports;
    const report = await importFile({
      ...{ database: subgraph.database, dataset, profile: templateProfile(dataset), file, scope: ['140581'] },
      ...{ department: demoUscc('PUBLIC_SECURITY', '140581'), rejectedFile: `${file}.rejected` },
    });
    await rm(folder, { recursive: true, force: true });
    const byRow = [...report.rejections].sort((one, other) => one.row - other.row);
    expect([report.inserted, byRow.map(({ row, column }) => [row, column])]).toEqual([
      3,
      [
        [5, '数量(千克)'],
        [6, '报告时间、购销日期'],
        [7, 'GB18218序号'],
      ],
    ]);
    const read = await ask(list(', where: {synthetic: false, reported: false}', 'chemical { name }'), police);
    expect(nodesOf(read)).toContainEqual({ chemical: { name: '氯' } });
  });
});

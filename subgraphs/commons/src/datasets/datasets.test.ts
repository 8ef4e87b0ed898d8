import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Dataset, demoUscc, importFile, templateProfile } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { commons } from '../main.js';
import { accidents } from './accidents.js';
import { departments } from './departments.js';
import { enterprises } from './enterprises.js';

const county = '140581';
const department = demoUscc('SAFETY_COMMITTEE', county);
const officer = caller('SAFETY_COMMITTEE', county);

let subgraph: TestSubgraph;
let folder: string;
beforeAll(async () => {
  subgraph = await openTestSubgraph(commons);
  folder = await mkdtemp(join(tmpdir(), 'huitong-commons-'));
});
afterAll(async () => {
  await subgraph.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(dataset: Dataset, lines: string[]) {
  const file = join(folder, `${dataset.name}.csv`);
  await writeFile(file, `${lines.join('\n')}\n`);
  return importFile({
    database: subgraph.database,
    dataset,
    profile: templateProfile(dataset),
    file,
    department,
    scope: [county],
    rejectedFile: join(folder, `${dataset.name}.rejected.csv`),
  });
}
async function ask(query: string) {
  const answer = await subgraph.ask(query, officer);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

describe('files of the safety committee’s office', () => {
  it('bring enterprises in, and refuse a removal before the entry', async () => {
    const lines = [
      '编号,社会信用代码,单位名称,行政区划代码,行业,风险等级,严重失信列入日期,严重失信移出日期,纬度,经度,坐标系',
      'E1,91140581MA0GPDA15L,高平甲煤业有限公司,140581101,煤矿,高风险,2026-01-05,,35.8,112.92,CGCS2000',
      'E2,91350200MA2YJ1XR9G,高平乙商贸有限公司,140581,商贸,低,,,,,',
      'E3,913502000728319549,高平丙化工有限公司,140581,危化品,中,2026-01-05,2025-12-31,,,',
    ];
    const report = await run(enterprises, lines);
    expect(report).toMatchObject({ read: 3, inserted: 2, rejected: 1 });
    expect(report.rejections.map(({ row, code }) => [row, code])).toEqual([[4, 'VALUE_INVALID']]);
    expect(await run(enterprises, lines)).toMatchObject({ inserted: 0, unchanged: 2, rejected: 1 });
    expect(
      await ask(
        '{ enterprises(orderBy: {field: NAME}) { nodes { name sector riskTier dishonest { since } } } }',
      ),
    ).toEqual({
      enterprises: {
        nodes: [
          { name: '高平乙商贸有限公司', sector: 'COMMERCE', riskTier: 'LOW', dishonest: null },
          {
            name: '高平甲煤业有限公司',
            sector: 'COAL',
            riskTier: 'HIGH',
            dishonest: { since: '2026-01-05' },
          },
        ],
      },
    });
  });

  it('bring departments in', async () => {
    const report = await run(departments, [
      '编号,统一社会信用代码,部门名称,条线,行政区划代码,上级部门统一社会信用代码',
      'D1,11140581012580014X,高平市水务局,水利局,140581,',
      'D2,91350200776049653A,高平市怪局,天气,140581,',
    ]);
    expect(report).toMatchObject({ read: 2, inserted: 1, rejected: 1 });
    expect(await ask('{ departments { nodes { name line } } }')).toEqual({
      departments: { nodes: [{ name: '高平市水务局', line: 'WATER' }] },
    });
  });

  it('bring accidents in, graded and judged, their times read as Shanxi’s', async () => {
    const report = await run(accidents, [
      '编号,事故名称,区划代码,事发时间,行业领域,事故类型,死亡人数,直接经济损失(万元),报告时间',
      'A1,甲事故,140581101,2026年3月1日10时5分,煤矿,顶板,3,120.5,2026-03-01 12:00',
      'A2,乙事故,140581101,2026/3/2 8:00,道路交通,车辆伤害,1,,',
      'A3,丙事故,140581101,2026-02-30 08:00,煤矿,,,,',
      'A4,丁事故,140581101,2026-03-02 08:00,煤矿,,,,2026-03-02 07:00',
    ]);
    expect(report).toMatchObject({ read: 4, inserted: 2, rejected: 2 });
    expect(report.rejections.map(({ row, code }) => [row, code])).toEqual([
      [4, 'VALUE_INVALID'],
      [5, 'VALUE_INVALID'],
    ]);
    expect(
      await ask(
        '{ accidents { nodes { name occurredAt kind grade casualties { deaths } reporting { verdict minutesLate } } } }',
      ),
    ).toEqual({
      accidents: {
        nodes: [
          {
            name: '甲事故',
            occurredAt: '2026-03-01T02:05:00.000Z',
            kind: 'ROOF_FALL',
            grade: 'LARGE',
            casualties: { deaths: 3 },
            reporting: { verdict: 'LATE', minutesLate: 55 },
          },
          {
            name: '乙事故',
            occurredAt: '2026-03-02T00:00:00.000Z',
            kind: 'VEHICLE',
            grade: 'GENERAL',
            casualties: { deaths: 1 },
            reporting: { verdict: 'NOT_REPORTED', minutesLate: null },
          },
        ],
      },
    });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Dataset, demoUscc, importFile, templateProfile } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { emergency } from '../main.js';
import { drills } from './drills.js';
import { rescueTeams } from './rescueTeams.js';
import { shelters } from './shelters.js';
import { stockItems } from './stockItems.js';
import { villagePlanSets } from './villagePlanSets.js';
import { warehouses } from './warehouses.js';

let subgraph: TestSubgraph;
let folder: string;
beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency);
  folder = await mkdtemp(join(tmpdir(), 'huitong-emergency-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await subgraph.close();
});

const department = demoUscc('EMERGENCY', '140581');
let files = 0;
async function run(dataset: Dataset, lines: readonly string[]) {
  const file = join(folder, `input-${files++}.csv`);
  await writeFile(file, `${lines.join('\n')}\n`);
  const profile = templateProfile(dataset);
  return importFile({
    database: subgraph.database,
    dataset,
    profile,
    file,
    department,
    scope: ['140581'],
    rejectedFile: `${file}.rejected`,
  });
}
async function nodes(query: string) {
  const answer = await subgraph.ask(query, caller('EMERGENCY', '140581'));
  expect(answer.errors).toBeUndefined();
  return (Object.values(answer.data ?? {})[0] as { nodes: unknown[] }).nodes;
}

describe('files of the emergency bureau', () => {
  it('warehouses, then their stock, which takes the place of its warehouse', async () => {
    const places = [
      '编号,名称,行政区划代码,级别,建筑面积(平方米),经度,纬度,坐标系',
      'CK1,三甲储备点,140581102,乡级,120,112.98,35.86,WGS84',
    ];
    expect(await run(warehouses, places)).toMatchObject({ inserted: 1, rejected: 0 });
    const lines = [
      '编号,储备库编号,物资编码,物资名称,计量单位,数量,已预留数量,储备方式,协议响应时间(小时)',
      'W1,CK1,1010101,救灾帐篷,顶,100,20,实物,',
      'W2,CK1,1020101,饮用水,箱,500,,协议,12',
      'W3,CK9,1010101,救灾帐篷,顶,1,,实物,',
      'W4,CK1,1010101,救灾帐篷,顶,10,11,实物,',
      'W5,CK1,1010101,救灾帐篷,顶,10,,实物,4',
      'W6,CK1,10101,救灾帐篷,顶,10,,实物,',
      'W7,CK1,1010101,救灾帐篷,顶,-1,,实物,',
    ];
    const report = await run(stockItems, lines);
    expect(report).toMatchObject({ read: 7, inserted: 2, rejected: 5 });
    const byRow = [...report.rejections].sort((one, other) => one.row - other.row);
    expect(byRow.map(({ row, column, code }) => [row, column, code])).toEqual([
      [4, '储备库编号', 'REFERENCE_UNKNOWN'],
      [5, '已预留数量、数量', 'VALUE_INVALID'],
      [6, '协议响应时间(小时)、储备方式', 'VALUE_INVALID'],
      [7, '物资编码', 'VALUE_INVALID'],
      [8, '数量', 'VALUE_INVALID'],
    ]);
    const stock = await nodes(
      '{ stockItems { nodes { name available division { code } location { lat } reserveAgreement { responseHours } warehouse { name } } } }',
    );
    const place = {
      division: { code: '140581102' },
      location: { lat: 35.86 },
      warehouse: { name: '三甲储备点' },
    };
    expect(stock).toEqual([
      { name: '救灾帐篷', available: 80, reserveAgreement: null, ...place },
      { name: '饮用水', available: 500, reserveAgreement: { responseHours: 12 }, ...place },
    ]);
    expect(await run(stockItems, lines.slice(0, 3))).toMatchObject({ inserted: 0, unchanged: 2 });
  });

  it('teams and shelters with lists in one cell', async () => {
    const teams = [
      '编号,名称,队伍类别,行政区划代码,人数,值班人数,专长,联系电话',
      'D1,森林消防队,森林消防,140581102,40,8,森林草原防灭火、防汛抢险,19900000001',
      'D2,多值班队,专业,140581102,4,8,,',
      'D3,无此专长队,专业,140581102,4,1,唱歌,',
    ];
    const report = await run(rescueTeams, teams);
    expect(report).toMatchObject({ inserted: 1, rejected: 2 });
    expect(report.rejections.map(({ row, column }) => [row, column])).toEqual([
      [3, '值班人数、人数'],
      [4, '专长'],
    ]);
    expect(await nodes('{ rescueTeams { nodes { category specialties } } }')).toEqual([
      { category: 'FOREST_FIRE', specialties: ['FOREST_FIRE', 'FLOOD'] },
    ]);
    const places = [
      '编号,名称,行政区划代码,级别,状态,适用灾种,避难设施,设计容量(人)',
      'B1,文化广场,140581102,村级,关闭,地震，洪涝,供水、厕所,300',
    ];
    expect(await run(shelters, places)).toMatchObject({ inserted: 1, rejected: 0 });
    expect(await nodes('{ shelters { nodes { hazardTypes facilities } } }')).toEqual([
      { hazardTypes: ['EARTHQUAKE', 'FLOOD'], facilities: ['WATER', 'TOILETS'] },
    ]);
  });

  it('plans of villages, where an empty cell is no plan, and drills with their day', async () => {
    const plans = [
      '编号,行政区划代码,包保责任制,防火预案,防汛预案,地震预案,地质灾害预案',
      'A1,140581102225,是,是,是,是,',
      'A2,140581102,是,是,是,是,是',
      'A3,140581999999,是,是,是,是,是',
    ];
    const report = await run(villagePlanSets, plans);
    expect(report).toMatchObject({ inserted: 1, rejected: 2 });
    expect(report.rejections.map(({ row, code }) => [row, code])).toEqual([
      [3, 'VALUE_INVALID'],
      [4, 'DIVISION_UNKNOWN'],
    ]);
    expect(await nodes('{ villagePlanSets { nodes { geo complete } } }')).toEqual([
      { geo: false, complete: false },
    ]);
    const held = [
      '编号,行政区划代码,名称,类别,组织层级,演练日期,演练企业统一社会信用代码',
      'Y1,140581,综合演练,综合演练,县级,2026-01-01,',
      'Y2,140581,企业演练,疏散演练,企业,2026-02-30,91140581MA0GPDA15L',
      'Y3,140581,企业演练,疏散演练,企业,2026-02-20,',
    ];
    const drillReport = await run(drills, held);
    expect(drillReport).toMatchObject({ inserted: 1, rejected: 2 });
    expect(drillReport.rejections.map(({ row, column }) => [row, column])).toEqual([
      [3, '演练日期'],
      [4, '演练企业统一社会信用代码、组织层级'],
    ]);
    // New Year's Day of Beijing, which began the evening before.
    expect(await nodes('{ drills { nodes { heldAt } } }')).toEqual([{ heldAt: '2025-12-31T16:00:00.000Z' }]);
  });
});

describe('every dataset', () => {
  it('names its own headers once, and says of which line its rows are', () => {
    const names = emergency.datasets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const dataset of emergency.datasets) {
      const headers = Object.values(dataset.columns).flatMap(({ header, synonyms = [] }) => [
        header,
        ...synonyms,
      ]);
      expect([dataset.name, headers.filter((header, at) => headers.indexOf(header) !== at)]).toEqual([
        dataset.name,
        [],
      ]);
      expect(dataset.line).toBe('EMERGENCY');
    }
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Dataset, demoUscc, importFile, templateProfile, withPlainClient } from '@huitong/kit';
import { openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from '../main.js';
import { datasets } from './index.js';

const brigade = demoUscc('FIRE', '140581');
let subgraph: TestSubgraph;
let folder: string;

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire);
  folder = await mkdtemp(join(tmpdir(), 'huitong-fire-'));
});
afterAll(async () => {
  await subgraph.close();
  await rm(folder, { recursive: true, force: true });
});

const named = (name: string) => datasets.find((one) => one.name === `fire.${name}`) as Dataset;
let files = 0;
async function run(name: string, ...lines: string[]) {
  const dataset = named(name);
  const file = join(folder, `${(files += 1)}.csv`);
  await writeFile(file, `${lines.join('\n')}\n`);
  const options = { database: subgraph.database, dataset, profile: templateProfile(dataset), file };
  return importFile({ ...options, department: brigade, scope: ['140581'] });
}
const stored = <Row>(text: string): Promise<Row[]> =>
  withPlainClient(subgraph.superuserUrl, async (client) => (await client.query(text)).rows as Row[]);
/** What was refused: row as a spreadsheet counts it, column, code. */
const faults = (report: Awaited<ReturnType<typeof run>>) =>
  report.rejections
    .map(({ row, column, code }) => [row, column, code] as const)
    .sort(([one], [other]) => one - other);

const unitHeader =
  '编号,单位名称,行政区划代码,场所类别,九小场所认定依据,消防安全重点单位,所属企业统一社会信用代码,地址';

describe('files of the fire service', () => {
  it('bring in units, and refuse a small place that names no rule', async () => {
    const mine = demoUscc('ENERGY', '140500');
    const report = await run(
      'fire-units',
      unitHeader,
      `U1,演示煤业办公楼,140581107,工矿企业办公楼,,是,${mine},演示路1号`,
      'U2,演示旅馆,140581107,小旅馆,本市标准,否,,',
      'U3,演示饭店,140581107,小餐饮,,否,,',
      'U4,外县单位,140521,医院,,是,,',
    );
    expect(report).toMatchObject({ inserted: 2, rejected: 2 });
    expect(faults(report)).toEqual([
      [4, '九小场所认定依据、场所类别', 'VALUE_MISSING'],
      [5, '行政区划代码', 'NOT_OWN_ROW'],
    ]);
    expect(
      await stored('select source_id, category, is_key_unit, enterprise_uscc from fire_unit order by 1'),
    ).toEqual([
      { source_id: 'U1', category: 'INDUSTRIAL_OFFICE', is_key_unit: true, enterprise_uscc: mine },
      { source_id: 'U2', category: 'SMALL_HOTEL', is_key_unit: false, enterprise_uscc: null },
    ]);
  });

  it('bring in buildings and devices by the number of their unit, in its division', async () => {
    const buildings = await run(
      'buildings',
      '编号,消防对象编号,建筑名称,建筑高度(米),建筑用途,地上层数,是否住宿,外墙保温材料燃烧性能',
      'B1,U1,主楼,３０.５,公建,9,是,易燃',
      'B2,U9,副楼,12,公建,3,否,A级',
      'B3,U1,高楼,1001,公建,3,否,A级',
    );
    expect(buildings).toMatchObject({ inserted: 1, rejected: 2 });
    expect(faults(buildings)).toEqual([
      [3, '消防对象编号', 'REFERENCE_UNKNOWN'],
      [4, '建筑高度(米)', 'VALUE_INVALID'],
    ]);
    const devices = await run(
      'fire-iot-devices',
      '编号,消防对象编号,设备名称,系统类型,部件类型代码(代码),状态层级',
      'D1,U1,一层烟感,火灾报警系统,42,',
      'D2,U1,主机,1,1,系统',
      'D3,U1,三层烟感,1,2,部件',
    );
    expect(devices).toMatchObject({ inserted: 2, rejected: 1 });
    expect(faults(devices)).toEqual([[4, '部件类型代码(代码)', 'VALUE_INVALID']]);
    expect(
      await stored(`select source_id, division_code, height::text as what from building
        union all select source_id, division_code, system || ' ' || level from fire_iot_device order by 1`),
    ).toEqual([
      { source_id: 'B1', division_code: '140581107', what: '30.5' },
      { source_id: 'D1', division_code: '140581107', what: 'FIRE_ALARM COMPONENT' },
      { source_id: 'D2', division_code: '140581107', what: 'FIRE_ALARM SYSTEM' },
    ]);
  });

  it('bring in water, brigades and their vehicles, twice to the same effect', async () => {
    const water = () =>
      run(
        'water-sources',
        '编号,水源名称,行政区划代码,水源种类,流量(升/秒),是否完好可用,最近检查日期,纬度,经度,坐标系',
        'W1,1号消火栓,140581107,消火栓,15,是,2026/3/1,35.81,112.84,CGCS2000',
        'W2,2号消火栓,140581107,消火栓,-1,是,2026/3/1,,,',
        'W3,3号消火栓,140581107,消火栓,15,是,2099-01-01,,,',
      );
    expect(await water()).toMatchObject({ inserted: 1, rejected: 2 });
    expect(await water()).toMatchObject({ unchanged: 1, inserted: 0, rejected: 2 });
    const brigades = await run(
      'fire-brigades',
      '编号,队伍名称,行政区划代码,队伍种类,泡沫液储量(吨),人数,执勤人数',
      'Q1,马村镇专职消防队,140581107,乡镇专职队,1.5,12,4',
      'Q2,三甲镇专职消防队,140581102,乡镇专职队,1.5,12,13',
    );
    expect(brigades).toMatchObject({ inserted: 1, rejected: 1 });
    const vehicles = await run(
      'fire-vehicles',
      '编号,队伍编号,车辆代号,车辆类型,载水量(吨),最大工作高度(米)',
      'V1,Q1,马村01号车,水罐车,8,',
      'V2,Q1,马村02号车,水罐车,8,32',
      'V3,Q2,三甲01号车,水罐车,8,',
    );
    expect(vehicles).toMatchObject({ inserted: 1, rejected: 2 });
    expect(faults(vehicles)).toEqual([
      [3, '最大工作高度(米)、车辆类型', 'VALUE_INVALID'],
      [4, '队伍编号', 'REFERENCE_UNKNOWN'],
    ]);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Dataset, demoUscc, importFile, loadProfile, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '../main.js';
import { bounds, nonCoalBounds, pondBounds, type Range } from '../rules/bounds.js';
import { coalMines } from './coalMines.js';
import { nonCoalMines } from './nonCoalMines.js';
import { tailingsPonds } from './tailingsPonds.js';

let subgraph: TestSubgraph;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-mines-'));
  subgraph = await openTestSubgraph(mines);
});
afterAll(async () => {
  await subgraph.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(dataset: Dataset, csv: string) {
  const file = join(folder, 'input.csv');
  await writeFile(file, csv);
  return importFile({
    database: subgraph.database,
    dataset,
    profile: await loadProfile(mines.home, dataset, 'template'),
    file,
    department: demoUscc('EMERGENCY', '140000'),
    scope: ['140000'],
    rejectedFile: join(folder, 'rejected.csv'),
  });
}

const ask = async (query: string) => {
  const answer = await subgraph.ask(query, caller('FIRE', '140581'));
  expect(answer.errors).toBeUndefined();
  return answer.data as Record<string, { nodes: object[] }>;
};

it('tailings ponds come in from a file, and a closure before the pond fell idle does not', async () => {
  const report = await run(
    tailingsPonds,
    `编号,尾矿库名称,行政区划代码,状态,等别,全库容(万立方米),坝高(米),筑坝方式,头顶库,停用日期,闭库日期
t1,甲沟尾矿库,140581107,停用,四等,120,２９,上游式,是,2020年1月5日,
t2,乙沟尾矿库,140581107,,五等,20,10,一次建坝,否,,
t3,丙沟尾矿库,140581107,已闭库,五等,20,10,,,2024-05-01,2024-04-01
t4,丁沟尾矿库,140581107,运行,五等,-1,10,,,,
`,
  );
  expect(report).toMatchObject({ read: 4, inserted: 2, rejected: 2 });
  const { tailingsPonds: found } = await ask(
    '{ tailingsPonds { nodes { name status method isOverhead damHeightMetres idleSince closureDue history { to } } } }',
  );
  expect(found!.nodes).toHaveLength(2);
  expect(found!.nodes).toEqual(
    expect.arrayContaining([
      {
        name: '甲沟尾矿库',
        status: 'IDLE',
        method: 'UPSTREAM',
        isOverhead: true,
        damHeightMetres: 29,
        idleSince: '2020-01-05',
        closureDue: true,
        history: [{ to: 'IDLE' }],
      },
      expect.objectContaining({ name: '乙沟尾矿库', status: 'OPERATING', closureDue: false }),
    ]),
  );
});

it('non-coal mines come in with their hazards', async () => {
  const report = await run(
    nonCoalMines,
    `编号,矿山名称,行政区划代码,矿种,开采方式,主要危害,最大开采深度(米)
n1,甲铁矿,140581107,铁矿,地下,冒顶片帮、透水,220
n2,乙铁矿,140581107,铁矿,地下,妖怪,220
n3,丙铁矿,140581107,铁矿,地下,,60000
`,
  );
  expect(report).toMatchObject({ read: 3, inserted: 1, rejected: 2 });
  const { nonCoalMines: found } = await ask('{ nonCoalMines { nodes { name miningMethod hazards } } }');
  expect(found!.nodes).toEqual([
    { name: '甲铁矿', miningMethod: 'UNDERGROUND', hazards: ['ROOF_FALL', 'WATER_INRUSH'] },
  ]);
});

describe('bounds are the same everywhere', () => {
  /** Cells into which tests write out of every bound keep theirs in mutation and dataset only. */
  const unchecked = ['undergroundNow', 'explosivesCapacityKilograms'];
  const kinds = [
    { type: 'CoalMine', table: 'coal_mine', ranges: bounds, dataset: coalMines },
    { type: 'NonCoalMine', table: 'non_coal_mine', ranges: nonCoalBounds, dataset: nonCoalMines },
    { type: 'TailingsPond', table: 'tailings_pond', ranges: pondBounds, dataset: tailingsPonds },
  ] as const;

  it.each(kinds)(
    '$type: table, mutation and dataset refuse what lies outside',
    async ({ type, table, ranges, dataset }) => {
      const officer = caller('EMERGENCY', '140581');
      const base = { sourceId: 'bounds', name: '界限', divisionCode: '140581107' };
      const write = (input: object) =>
        subgraph.ask(`mutation($i: Upsert${type}Input!) { upsert${type}(input: $i) { outcome } }`, officer, {
          i: { ...base, ...input },
        });
      expect((await write({})).errors).toBeUndefined();
      const entity = dataset.entity;
      const shape = subgraph.database.table(entity as never);
      await withPlainClient(subgraph.superuserUrl, async (client) => {
        for (const [property, range] of Object.entries(ranges) as [string, Range][]) {
          const column = shape.column(property);
          const lowest = range.above ?? range.least ?? 0;
          const set = (value: number) =>
            client.query(`update ${table} set ${column} = $1 where source_id = 'bounds'`, [value]);
          for (const value of [lowest - 1, range.most + 1]) {
            const refused = await write({ [property]: value });
            expect([property, value, refused.errors?.[0]?.extensions]).toMatchObject([
              property,
              value,
              { code: 'BAD_INPUT', at: `input.${property}` },
            ]);
            if (!unchecked.includes(property)) await expect(set(value)).rejects.toThrow(/check constraint/);
          }
          await set(range.most);
          await client.query(`update ${table} set ${column} = null where source_id = 'bounds'`);
          const declared = dataset.columns[property];
          if (declared) expect(declared).toMatchObject(range);
        }
      });
    },
  );
});

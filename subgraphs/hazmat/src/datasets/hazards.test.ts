import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Dataset, demoUscc, importFile, templateProfile } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { hazmat } from '../main.js';
import { aging, hazards, licences, permits, stations, tanks, units } from './testFiles.js';

const department = demoUscc('EMERGENCY', '140581');
const own = caller('EMERGENCY', '140581');

let subgraph: TestSubgraph;
let folder: string;

beforeAll(async () => {
  subgraph = await openTestSubgraph(hazmat);
});
afterAll(() => subgraph.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-hazmat-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const dataset = (name: string) => hazmat.datasets.find((one) => one.name === `hazmat.${name}`) as Dataset;

async function bring(name: string, lines: readonly string[]) {
  const file = join(folder, `${name}.csv`);
  await writeFile(file, `${lines.join('\n')}\n`);
  const one = dataset(name);
  return importFile({
    database: subgraph.database,
    dataset: one,
    profile: templateProfile(one),
    file,
    department,
    scope: ['140581'],
  });
}

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
async function graded(): Promise<Json> {
  const answer = await subgraph.ask(
    `{ majorHazards(first: 50) { nodes { sourceId s r alpha level tanks { nodes { sourceId chemical { name } division { code } } } units { nodes { sourceId s } } } } }`,
    own,
  );
  expect(answer.errors).toBeUndefined();
  const nodes = (answer.data as Json)['majorHazards'].nodes as Json[];
  return Object.fromEntries(nodes.map((one) => [one['sourceId'], one]));
}

describe('a department that brings in its hazards, units and tanks', () => {
  it('finds every hazard graded by the tanks of the file', async () => {
    expect(await bring('major-hazards', hazards)).toMatchObject({ inserted: 2, rejected: 0 });
    expect((await graded())['H1']).toMatchObject({ s: 0, r: 0, alpha: 1.5, level: null });
    expect(await bring('storage-units', units)).toMatchObject({ inserted: 2, rejected: 0 });
    expect(await bring('tanks', tanks)).toMatchObject({ inserted: 2, rejected: 0 });
    const { H1 } = await graded();
    expect(H1).toMatchObject({
      s: 5.2,
      r: 13.8,
      alpha: 1.5,
      level: 'LEVEL_3',
      units: { nodes: [{ s: 5.2 }] },
    });
    // By number or by name, and where its unit stands.
    expect(H1.tanks.nodes.map((one: Json) => one.chemical.name).sort()).toEqual(['氨', '甲醇']);
    expect(H1.tanks.nodes.every((one: Json) => one.division.code === '140581107')).toBe(true);
    expect(await bring('tanks', tanks)).toMatchObject({ unchanged: 2, inserted: 0, updated: 0 });
  });

  it('finds both hazards graded anew when a tank moves, and when the persons near by grow', async () => {
    await bring('tanks', [tanks[0] as string, (tanks[2] as string).replace(',U1,', ',U2,')]);
    const moved = await graded();
    expect(moved['H1']).toMatchObject({ s: 1.2, r: 1.8, level: 'LEVEL_4' });
    expect(moved['H2']).toMatchObject({ s: 4, r: 4, alpha: 0.5, level: 'LEVEL_4' });
    await bring('major-hazards', [hazards[0] as string, (hazards[2] as string).replace(',0,', ',100,')]);
    expect((await graded())['H2']).toMatchObject({ r: 16, alpha: 2, level: 'LEVEL_3' });
  });

  it('is told the row and the column of what cannot be', async () => {
    const bad = [
      tanks[0] as string,
      'T9,U9,罐,氨,10,8,',
      'T10,U1,罐,没有的,10,8,',
      'T11,U1,罐,氨,10,-8,',
      'T12,U1,罐,氨,10,8,101',
    ];
    const report = await bring('tanks', bad);
    expect(report).toMatchObject({ inserted: 0, rejected: 4 });
    const faults = [...report.rejections].sort((a, b) => a.row - b.row);
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, '单元编号', 'REFERENCE_UNKNOWN'],
      [3, '介质', 'REFERENCE_UNKNOWN'],
      [4, '设计最大量(吨)', 'VALUE_INVALID'],
      [5, '当前液位(%)', 'VALUE_INVALID'],
    ]);
  });
});

describe('files of permits, licences, stations and aging units', () => {
  it.each([
    ['work-permits', permits],
    ['hazmat-licences', licences],
    ['filling-stations', stations],
    ['aging-units', aging],
  ] as const)(
    'of %s: good rows go in once, bad ones are told by row and column',
    async (name, { lines, rejected }) => {
      const good = lines.length - 1 - rejected.length;
      const report = await bring(name, lines);
      expect(report.rejections.map(({ row, column }) => [row, column])).toEqual(rejected);
      expect(report).toMatchObject({ inserted: good, rejected: rejected.length });
      expect(await bring(name, lines)).toMatchObject({ inserted: 0, updated: 0, unchanged: good });
    },
  );
});

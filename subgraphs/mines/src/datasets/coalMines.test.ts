import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoUscc, importFile, type ImportOptions, loadProfile, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '../main.js';
import { coalMines } from './coalMines.js';

const fixture = fileURLToPath(new URL('../../../fixtures/gem-invented.csv', import.meta.url));
const energy = demoUscc('ENERGY', '140000');

let subgraph: TestSubgraph;
let folder: string;

beforeAll(async () => {
  subgraph = await openTestSubgraph(mines);
});
afterAll(() => subgraph.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-import-'));
  await asSuperuser('delete from coal_mine');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const asSuperuser = <Row>(text: string): Promise<Row[]> =>
  withPlainClient(subgraph.superuserUrl, async (client) => (await client.query(text)).rows as Row[]);

async function run(profile: string, file: string, more: Partial<ImportOptions> = {}) {
  return importFile({
    database: subgraph.database,
    dataset: coalMines,
    profile: await loadProfile(mines.home, coalMines, profile),
    file,
    department: energy,
    scope: ['140000'],
    rejectedFile: join(folder, 'rejected.csv'),
    ...more,
  });
}

async function file(content: string | Buffer, name = 'input.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

interface Stored {
  source_id: string;
  name: string;
  status: string;
  approved_capacity: number | null;
  depth_max: number | null;
  workforce: number | null;
  lat: number | null;
  crs: string;
  updated_at: string;
}
const stored = () => asSuperuser<Stored>('select * from coal_mine order by source, source_id');

/** The fixture with one cell of one row changed. */
async function changed(id: string, column: string, value: string): Promise<string> {
  const lines = (await readFile(fixture, 'utf8')).trimEnd().split('\n');
  const index = lines[0]!.split(',').indexOf(column);
  const fields = /("(?:[^"]|"")*"|[^,]*)(?:,|$)/g;
  const output = lines.map((line) => {
    const cells = [...line.matchAll(fields)].map((match) => match[1]!).slice(0, 25);
    return cells[4] === id ? cells.with(index, value).join(',') : line;
  });
  return `${output.join('\n')}\n`;
}

describe('the gem profile', () => {
  it('turns units, unknown depths and states into ours', async () => {
    const report = await run('gem', fixture);
    expect(report).toMatchObject({ read: 12, inserted: 12, updated: 0, unchanged: 0, rejected: 0 });
    expect(report).toMatchObject({
      warningCount: 0,
      unusedColumns: [],
      rejectedFile: null,
      encoding: 'UTF-8',
    });
    expect(report.attribution).toContain('Global Energy Monitor');
    const rows = await stored();
    expect(rows.map((row) => [row.source_id, row.approved_capacity, row.depth_max, row.status])).toEqual([
      ['X9001', 90, null, 'PRODUCING'],
      ['X9002', 115, 612.5, 'PRODUCING'],
      ['X9003', 400, null, 'CONSTRUCTION'],
      // 456 metres measured is a depth; only the imputed value means unknown.
      ['X9004', 60, 456, 'STOPPED'],
      ['X9005', 120, 530, 'CONSTRUCTION_STOPPED'],
      ['X9006', 45, 280, 'CLOSED'],
      ['X9007', 240, null, 'CLOSED'],
      ['X9008', 90, 60, 'PRODUCING'],
      ['X9009', 180, null, 'PRODUCING'],
      ['X9010', 300, 820, 'PRODUCING'],
      ['X9011', 150, null, 'PRODUCING'],
      ['X9012', 90, 350, 'PRODUCING'],
    ]);
    expect(rows[10]!.name).toBe('Invented "Fuyuan" Coal Mine');
    expect(rows[1]!.workforce).toBeNull();
  });

  it('makes rows that the graph answers with', async () => {
    await run('gem', fixture);
    const answer = await subgraph.ask(
      `{ coalMines(division: "140581", first: 10) { totalCount nodes { name depthMaxMetres location { crs } } } }`,
      caller('EMERGENCY', '140581'),
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ coalMines: { totalCount: 4 } });
  });

  it('changes nothing when it runs again, and only what differs when a value did', async () => {
    await run('gem', fixture);
    const before = await stored();
    expect(await run('gem', fixture)).toMatchObject({ inserted: 0, updated: 0, unchanged: 12 });
    expect(await stored()).toEqual(before);
    // A value that another way brought in, in a column that the profile does not name.
    await asSuperuser(`update coal_mine set gas_grade = 'HIGH' where source_id = 'X9002'`);
    const report = await run('gem', await file(await changed('X9002', 'capacity', '1.5')));
    expect(report).toMatchObject({ inserted: 0, updated: 1, unchanged: 11 });
    const rows = await stored();
    expect(rows[1]).toMatchObject({ approved_capacity: 150, gas_grade: 'HIGH' });
    expect(rows[0]!.updated_at).toEqual(before[0]!.updated_at);
  });

  it('keeps nothing of a dry run, and foretells the real one', async () => {
    const dry = await run('gem', fixture, { dryRun: true });
    expect(dry).toMatchObject({ dryRun: true, inserted: 12, unchanged: 0, resumedAfter: null });
    expect(await stored()).toEqual([]);
    expect(await asSuperuser(`select * from import_run where file_name = 'dry.csv'`)).toEqual([]);
    await run('gem', fixture);
    const next = await file(await changed('X9002', 'capacity', '1.5'), 'dry.csv');
    expect(await run('gem', next, { dryRun: true })).toMatchObject({ updated: 1, unchanged: 11 });
    expect((await stored())[1]!.approved_capacity).toBe(115);
    expect(await asSuperuser(`select * from import_run where file_name = 'dry.csv'`)).toEqual([]);
  });
});

describe('the next source', () => {
  it('needs a profile and no code', async () => {
    const profile = {
      name: 'survey',
      dataset: 'mines.coal-mines',
      source: 'survey-2026',
      title: 'An invented survey',
      delimiter: ';',
      columns: {
        sourceId: { header: 'No' },
        name: { header: ['Mine', 'Colliery'] },
        divisionCode: { constant: '140581' },
        approvedCapacityWanTonnesPerYear: { header: 'kt/a', multiply: 0.1, nullValues: ['n/a'] },
        gasGrade: { header: 'gas', map: { G0: 'LOW', G1: 'HIGH', G2: 'OUTBURST' } },
      },
      location: { lat: 'y', lon: 'x', crs: 'GCJ02' },
    };
    const path = await file(JSON.stringify(profile), 'survey.json');
    const data = 'No;Colliery;kt/a;gas;x;y;remark\n1;甲矿;900;g1;112.9123;35.8021;\n2;乙矿;n/a;G2;;;"a;b"\n';
    const report = await run(path, await file(data));
    expect(report).toMatchObject({ inserted: 2, rejected: 0, unusedColumns: ['remark'] });
    const rows = await stored();
    expect(rows).toMatchObject([
      { name: '甲矿', approved_capacity: 90, gas_grade: 'HIGH', source: 'survey-2026', crs: 'GCJ02' },
      { name: '乙矿', approved_capacity: null, gas_grade: 'OUTBURST', lat: null },
    ]);
    expect(Math.abs(rows[0]!.lat! - 35.8021)).toBeGreaterThan(0.0001);
    expect(await run(path, await file(data))).toMatchObject({ unchanged: 2 });
  });

  it('of an unknown name is refused with the known ones', async () => {
    await expect(run('gme', fixture)).rejects.toMatchObject({
      code: 'PROFILE_UNKNOWN',
      message: 'mines.coal-mines has no profile gme. It has: template, gem.',
    });
  });
});

describe('the own template', () => {
  // GB18030, as Excel on a Chinese Windows saves it: 编号,煤矿名称,行政区划代码,瓦斯等级 / 甲-1,东峰煤矿,140581107,高瓦斯
  const gb18030 = Buffer.from(
    'b1e0bac52cc3babff3c3fbb3c62cd0d0d5fec7f8bbaeb4fac2eb2ccddfcbb9b5c8bcb60d0a' +
      'bcd72d312cb6abb7e5c3babff32c3134303538313130372cb8dfcdddcbb90d0a',
    'hex',
  );
  it('comes in GB18030 with Chinese headers', async () => {
    const content = Buffer.from(gb18030.toString('hex').replace('b8dfcdddcbb9', 'b8dfcddfcbb9'), 'hex');
    expect(await run('template', await file(content))).toMatchObject({ inserted: 1, encoding: 'GB18030' });
    expect(await stored()).toMatchObject([
      {
        source: 'department',
        source_id: '甲-1',
        name: '东峰煤矿',
        gas_grade: 'HIGH',
        division_code: '140581107',
      },
    ]);
  });
});

describe('bad rows', () => {
  it('are rejected alone, with row, column and reason, in a file that can be corrected', async () => {
    const content = await changed('X9001', 'capacity', '-0.9');
    const more = [
      '140599,,,false,X9101,Far,operating,,,1,,underground,,2500,,,,,,,,,,35.8,112.9',
      '140581,,,false,X9102,"=HYPERLINK(""x"")",operating,,,1,,underground,,300,,,,,,,,,,112.9,35.8',
      '140581,,,false,X9103,short',
      '140581,,,false,X9104,Outside,operating,,,1,,underground,,300,,,,,,,,,,31.2,121.5',
    ];
    const report = await run('gem', await file(`${content}${more.join('\n')}\n`));
    expect(report).toMatchObject({ read: 16, inserted: 12, rejected: 4, warningCount: 1 });
    expect(report.warnings).toMatchObject([{ row: 17, column: 'lat', code: 'OUTSIDE_PROVINCE' }]);
    expect(report.rejections.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'capacity', 'VALUE_INVALID'],
      [14, 'adcode', 'DIVISION_UNKNOWN'],
      [14, 'mine_depth', 'VALUE_INVALID'],
      [15, 'lat', 'VALUE_INVALID'],
      [16, null, 'ROW_MALFORMED'],
    ]);
    const written = await readFile(report.rejectedFile!, 'utf8');
    const lines = written.trimEnd().split('\r\n');
    expect(written.startsWith('\uFEFF行号,列,问题,怎么办,adcode,')).toBe(true);
    expect(lines).toHaveLength(5);
    expect(lines[2]).toMatch(/^14,adcode; mine_depth,.*DIVISION_UNKNOWN: .*; VALUE_INVALID: .*行政区划代码/);
    expect(lines[4]).toMatch(/,140581,,,false,X9103,short$/);
    expect(lines[3]).toContain(`"'=HYPERLINK(""x"")"`);

    const corrected = written.replace(',-0.9,', ',0.9,').replace(`,'-0.9,`, ',0.9,');
    const again = await run('gem', await file(corrected, 'corrected.csv'));
    expect(again).toMatchObject({ read: 4, inserted: 1, rejected: 3, unusedColumns: [] });
    expect((await readFile(again.rejectedFile!, 'utf8')).split('行号')).toHaveLength(2);
  });

  it('that repeat a row are left out; none is kept of rows that contradict each other', async () => {
    const lines = (await readFile(fixture, 'utf8')).trimEnd().split('\n');
    const [, first, second] = lines as [string, string, string];
    const contradiction = second.replace('1.15', '1.95');
    const content = [...lines, first, contradiction].join('\n');
    const report = await run('gem', await file(content));
    expect(report).toMatchObject({ read: 14, inserted: 11, rejected: 3 });
    expect(report.rejections).toMatchObject([
      { row: 3, column: 'id', code: 'ROW_REPEATED' },
      { row: 14, column: 'id', code: 'ROW_REPEATED', message: 'The same as row 2, which is kept.' },
      { row: 15, column: 'id', code: 'ROW_REPEATED' },
    ]);
    expect((await stored()).map((row) => row.source_id)).not.toContain('X9002');
  });

  it('outside of the department are not its own, whether the file or the database says so', async () => {
    await run('gem', fixture);
    // The row stands in 140525; a department of 140581 cannot move it into its own county.
    const moved = await file(await changed('X9004', 'adcode', '140581'));
    const report = await run('gem', moved, { scope: ['140581'] });
    expect(report).toMatchObject({ read: 12, unchanged: 4, updated: 0, rejected: 8 });
    expect(report.rejections.every(({ code }) => code === 'NOT_OWN_ROW')).toBe(true);
    expect(report.rejections.find(({ row }) => row === 5)).toMatchObject({ column: null });
    expect((await stored())[3]).toMatchObject({ division_code: '140525' });
  });

  it('leave the rows of another department alone', async () => {
    await run('gem', fixture);
    const other = demoUscc('ENERGY', '140500');
    const altered = await file((await readFile(fixture, 'utf8')).replaceAll('Invented', 'Other'));
    expect(await run('gem', altered, { department: other })).toMatchObject({ inserted: 12 });
    const names = await asSuperuser<Stored>(
      `select name from coal_mine where owner_department = '${energy}'`,
    );
    expect(names).toHaveLength(12);
    expect(names.every(({ name }) => name.startsWith('Invented'))).toBe(true);
  });
});

describe('a bad file', () => {
  it.each([
    ['HEADER_MISSING', 'adcode,id\n140581,1\n'],
    ['HEADER_MISSING', ''],
    ['HEADER_DUPLICATE', 'id,id\n1,2\n'],
    ['FILE_UNREADABLE', 'id,project\n1,"x"y\n'],
    ['FILE_ENCODING', Buffer.from([0x69, 0x64, 0xff, 0xff])],
  ])('is refused whole as %s', async (code, content) => {
    await expect(run('gem', await file(content))).rejects.toMatchObject({ code });
    expect(await stored()).toEqual([]);
    expect(await readdir(folder)).toEqual(['input.csv']);
  });

  it('whose quotes break in its last row writes nothing at all', async () => {
    const content = `${await readFile(fixture, 'utf8')}140581,"x"y\n`;
    await expect(run('gem', await file(content))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(await stored()).toEqual([]);
  });

  it('is never overwritten by its own rejected rows', async () => {
    const path = await file('id\n');
    await expect(run('gem', path, { rejectedFile: path })).rejects.toMatchObject({ code: 'SETTING_INVALID' });
    expect(await readFile(path, 'utf8')).toBe('id\n');
  });
});

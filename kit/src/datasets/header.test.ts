import { describe, expect, it } from '@jest/globals';
import { OwnedRow } from '../database/rows.js';
import { geodesicMetres } from '../geo/index.js';
import { defineDataset } from './dataset.js';
import { planFile } from './header.js';
import { parseProfile, templateProfile } from './profile.js';
import { REJECTED_COLUMNS, written } from './rejected.js';
import { judgeRow } from './rows.js';

class Well extends OwnedRow {
  name!: string;
  depth!: number | null;
}
const wells = defineDataset<Well>({
  name: 'test.wells',
  title: { zh: '井', en: 'Wells' },
  entity: Well,
  line: 'WATER',
  columns: {
    sourceId: { header: '编号', kind: 'code', required: true },
    divisionCode: { header: '行政区划代码', kind: 'division', required: true },
    name: { header: '名称', synonyms: ['井名'], kind: 'text', required: true },
    depth: { header: '深度(米)', kind: 'number', unit: '米', least: 0, most: 500 },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系'] },
});
const template = templateProfile(wells);
const full = ['编号', '行政区划代码', '名称', '深度(米)', '纬度', '经度', '坐标系'];
const judge = (cells: string[], scope = ['140000']) =>
  judgeRow(planFile(wells, template, full), { row: 2, cells }, scope);

describe('finding the columns', () => {
  it('knows synonyms, widths, spaces, case and the mark of a required column', () => {
    const plan = planFile(wells, template, [
      '\uFEFF*编 号',
      '行政区划代码',
      '井名',
      '深度（米）',
      '备注',
      '',
      '',
    ]);
    expect(plan.properties.map(({ property }) => property)).toEqual([
      'sourceId',
      'divisionCode',
      'name',
      'depth',
    ]);
    expect(plan.headers).toHaveLength(5);
    expect(plan.unused).toEqual(['备注']);
  });

  it('names every missing column at once, and what there is instead', () => {
    expect(() => planFile(wells, template, ['编号', '深度'])).toThrow(
      'The header has no column "行政区划代码", "名称". It has "编号", "深度".',
    );
    expect(() => planFile(wells, template, [...full.slice(0, 5)])).toThrow('"经度"');
    expect(() => planFile(wells, template, [...full.slice(0, 6)])).toThrow('"坐标系"');
  });

  it('refuses a column that stands twice, also under two of its names', () => {
    expect(() => planFile(wells, template, [...full, '编号'])).toThrow(
      'names one column twice: "编号" (column 1) and "编号" (column 8)',
    );
    expect(() => planFile(wells, template, [...full, '井名'])).toThrow(
      '"名称" (column 3) and "井名" (column 8)',
    );
  });
});

describe('the names of a template’s columns', () => {
  const text = (header: string, ...synonyms: string[]) => ({ header, synonyms, kind: 'text' }) as const;
  const crowded = {
    ...wells,
    columns: {
      ...wells.columns,
      depth: { ...wells.columns['depth']!, synonyms: ['深'] },
      unitId: text('水源单位编号', '单位编号', '编 号', '坐标系'),
      place: text('地点', '名称', '位置', '深度'),
      seat: text('驻地', '位置'),
    },
  };
  const names = (property: string) => [templateProfile(crowded).columns[property]?.header].flat();

  it('leave a header to the column whose own it is, and one that two claim to neither', () => {
    expect(names('sourceId')).toEqual(['编号']);
    expect(names('unitId')).toEqual(['水源单位编号', '单位编号']);
    expect(names('name')).toEqual(['名称', '井名']);
    expect(names('place')).toEqual(['地点', '深度']);
    expect(names('seat')).toEqual(['驻地']);
    expect(names('depth')).toEqual(expect.arrayContaining(['深度(米)', '深', '深度(m)']));
    expect(names('depth')).not.toContain('深度');
  });

  it('tell the number of an organisation from the row’s own', () => {
    const header = ['编号', '单位编号', '名称', '行政区划代码', '深度（单位：米）', '位置'];
    const plan = planFile(crowded, templateProfile(crowded), header);
    const from = plan.properties.map((one) => [one.property, 'index' in one.from && one.from.index]);
    expect(Object.fromEntries(from)).toEqual({ sourceId: 0, unitId: 1, name: 2, divisionCode: 3, depth: 4 });
    expect(plan.unused).toEqual(['位置']);
  });
});

describe('judging a row', () => {
  const faults = (cells: string[], scope?: string[]) => {
    const judged = judge(cells, scope);
    return judged.ok ? [] : judged.faults.map(({ column, code }) => [column, code]);
  };

  it('converts GCJ-02 once and records it', () => {
    const judged = judge(['1', '140581', '井', '10', '35.8', '112.9', '火星坐标']);
    expect(judged.ok && judged.values).toMatchObject({ crs: 'GCJ02', depth: 10 });
    const point = (judged.ok ? judged.values : {}) as { lat: number; lon: number };
    const shift = geodesicMetres(point, { lat: 35.8, lon: 112.9 });
    expect(shift).toBeGreaterThan(300);
    expect(shift).toBeLessThan(800);
  });

  it('names every fault of a row with its column', () => {
    expect(faults(['', '149999', '', '-1', '35.8', '', ''])).toEqual([
      ['编号', 'VALUE_MISSING'],
      ['行政区划代码', 'DIVISION_UNKNOWN'],
      ['名称', 'VALUE_MISSING'],
      ['深度(米)', 'VALUE_INVALID'],
      ['经度', 'VALUE_MISSING'],
      ['坐标系', 'VALUE_MISSING'],
    ]);
    expect(faults(['1', '140581', '井'])).toEqual([[null, 'ROW_MALFORMED']]);
    expect(faults(['1', '140581', '井', '', '', '', '', '多'])).toEqual([[null, 'ROW_MALFORMED']]);
    expect(faults(['1', '140581', '井', '', '', '', '', ''])).toEqual([]);
  });

  it('rejects exchanged coordinates, keeps others outside the province with a warning', () => {
    expect(faults(['1', '140581', '井', '', '112.9', '35.8', 'WGS84'])).toEqual([['纬度', 'VALUE_INVALID']]);
    expect(faults(['1', '140581', '井', '', '95', '35.8', 'WGS84'])).toEqual([
      ['纬度', 'COORDINATE_OUT_OF_RANGE'],
    ]);
    const far = judge(['1', '140581', '井', '', '31.2', '121.5', 'CGCS2000']);
    expect(far).toMatchObject({ ok: true, values: { lat: 31.2 }, warnings: [{ code: 'OUTSIDE_PROVINCE' }] });
  });

  it('rejects a row of another department area, whatever its division says', () => {
    expect(faults(['1', '140521', '井', '', '', '', ''], ['140581'])).toEqual([
      ['行政区划代码', 'NOT_OWN_ROW'],
    ]);
    expect(faults(['1', '140581102', '井', '', '', '', ''], ['140581'])).toEqual([]);
  });

  it('finds a division that is not given by the nearest seat, and says so', () => {
    expect(judge(['1', '', '井', '', '35.798', '112.924', 'WGS84'])).toMatchObject({
      ok: true,
      values: { divisionCode: '140581' },
      warnings: [{ column: '行政区划代码', code: 'DIVISION_APPROXIMATE' }],
    });
    expect(faults(['1', '', '井', '', '', '', ''])).toEqual([['行政区划代码', 'VALUE_MISSING']]);
    expect(faults(['1', '', '井', '', '31.2', '121.5', 'WGS84'])).toEqual([
      ['行政区划代码', 'VALUE_MISSING'],
    ]);
  });

  it('reads back what the file of rejected rows guards against running as a formula', () => {
    expect(written('=1+1')).toBe("'=1+1");
    expect(['+1', '-1', '@x', '\tx', '\rx'].map((cell) => written(cell).replace(/"/g, '')[0])).toEqual(
      Array<string>(5).fill("'"),
    );
    expect(written('a,"b"')).toBe('"a,""b"""');
    const guarded = planFile(wells, template, [...REJECTED_COLUMNS, ...full]);
    const cells = ['2', '', '', '', '1', '140581', "'=井", "'-5", '', '', ''];
    expect(guarded.unused).toEqual([]);
    expect(judgeRow(guarded, { row: 2, cells }, ['140000'])).toMatchObject({
      faults: [{ column: '深度(米)', message: 'The value is 0 to 500 米, not -5.' }],
    });
  });
});

describe('a profile', () => {
  const profile = (change: object) =>
    JSON.stringify({
      name: 'other',
      dataset: 'test.wells',
      source: 'other',
      title: 'Other',
      columns: { sourceId: { header: 'id' }, name: { header: 'n' }, divisionCode: { constant: '140581' } },
      ...change,
    });

  it('is refused with the place of its fault', () => {
    const parse = (change: object) => () => parseProfile(profile(change), wells, 'x.json');
    expect(parse({})).not.toThrow();
    expect(parse({ colums: {} })).toThrow('"colums"');
    expect(parse({ dataset: 'mines.coal-mines' })).toThrow('it is for mines.coal-mines, not for test.wells');
    expect(parse({ columns: { sourceId: { header: 'id' }, deep: { header: 'd' } } })).toThrow(
      'no column deep',
    );
    expect(parse({ columns: { sourceId: { constant: '1' } } })).toThrow('rows need an id');
    expect(parse({ columns: { sourceId: { header: 'id', multiply: 2 } } })).toThrow('only numbers');
    expect(parse({ columns: { sourceId: {} } })).toThrow('columns.sourceId: give either');
    expect(() => parseProfile('{', wells, 'x.json')).toThrow('x.json cannot be used: it is not JSON');
  });

  it('gives every row its constant', () => {
    const parsed = parseProfile(profile({}), wells, 'x.json');
    const plan = planFile(wells, parsed, ['id', 'n']);
    expect(judgeRow(plan, { row: 2, cells: ['7', '井'] }, ['140581'])).toMatchObject({
      ok: true,
      values: { sourceId: '7', name: '井', divisionCode: '140581' },
    });
  });
});

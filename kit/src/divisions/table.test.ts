import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDivisionCode } from '../validators/divisionCode.js';
import { divisionByCode, divisionPath, isWithin, loadDivisions, provinceBox } from './table.js';

describe('loadDivisions', () => {
  it('has the province, 11 cities, 121 counties and zones, townships and villages, once each', () => {
    const levels = new Map<string, number>();
    for (const { level } of loadDivisions()) levels.set(level, (levels.get(level) ?? 0) + 1);
    expect(Object.fromEntries(levels)).toEqual({
      PROVINCE: 1,
      CITY: 11,
      COUNTY: 121,
      TOWNSHIP: 488,
      VILLAGE: 8214,
    });
    expect(new Set(loadDivisions().map(({ code }) => code)).size).toBe(8835);
  });

  it('gives every division a path of existing ancestors that ends in itself, parents first', () => {
    const seen = new Map<string, string>();
    const astray = loadDivisions().filter(({ code, parentCode, path }) => {
      const expected = parentCode === null ? code : `${seen.get(parentCode)}/${code}`;
      seen.set(code, expected);
      return path.join('/') !== expected;
    });
    expect(astray).toEqual([]);
  });

  it('has codes of the right shape and level, in their shortest form', () => {
    const misshapen = loadDivisions().filter(({ code, level }) => {
      const check = checkDivisionCode(code);
      return !check.ok || check.code !== code || check.level !== level;
    });
    expect(misshapen).toEqual([]);
  });

  it('has a seat inside the province for all but villages', () => {
    const box = provinceBox('140000')!;
    const astray = loadDivisions().filter(({ level, seat }) =>
      seat === null
        ? level !== 'VILLAGE'
        : !(seat.lat > box.minLat && seat.lat < box.maxLat && seat.lon > box.minLon && seat.lon < box.maxLon),
    );
    expect(astray).toEqual([]);
  });

  it('marks codes of the statistics bureau and everything below them', () => {
    expect(divisionByCode('140171')?.pseudo).toBe(true);
    expect(divisionByCode('140171401')?.pseudo).toBe(true);
    expect(divisionByCode('140171401001')?.pseudo).toBe(true);
    expect(divisionByCode('141122400')).toMatchObject({ name: '夏家营生态工业园区', pseudo: true });
    expect(divisionByCode('140581')?.pseudo).toBe(false);
    expect(divisionByCode('140581102')?.pseudo).toBe(false);
  });

  it('is read once', () => {
    expect(loadDivisions()).toBe(loadDivisions());
  });
});

describe('divisionByCode', () => {
  it('finds 高平市 with edition, parent and seat', () => {
    expect(divisionByCode('140581')).toEqual({
      code: '140581',
      name: '高平市',
      level: 'COUNTY',
      parentCode: '140500',
      path: ['140000', '140500', '140581'],
      validFrom: '2023-06-30',
      validTo: null,
      replacedBy: null,
      seat: { lat: 35.798, lon: 112.924, approximate: false, basis: 'listed' },
      box: null,
      pseudo: false,
    });
  });

  it('goes by code, because names repeat', () => {
    expect(divisionByCode('141122103')?.name).toBe('水峪贯镇');
    expect(divisionByCode('水峪贯镇')).toBeUndefined();
    expect(loadDivisions().filter(({ name, level }) => name === '城区' && level === 'COUNTY')).toHaveLength(
      2,
    );
  });
});

describe('divisionPath and isWithin', () => {
  it('lead from the province to the division itself', () => {
    expect(divisionPath('140581102')).toEqual(['140000', '140500', '140581', '140581102']);
    expect(divisionPath('999999')).toBeUndefined();
  });

  it('agree: a division is within each of its ancestors and nothing else', () => {
    const some = fc.constantFrom(...loadDivisions());
    fc.assert(
      fc.property(some, some, (division, other) => {
        expect(division.path.every((root) => isWithin(division.code, [root]))).toBe(true);
        expect(isWithin(division.code, [other.code])).toBe(division.path.includes(other.code));
        expect(isWithin(division.code, [])).toBe(false);
        expect(isWithin(division.code, ['990000', ...division.path.slice(0, 1)])).toBe(true);
      }),
    );
    expect(isWithin('999999', ['140000'])).toBe(false);
  });
});

describe('provinceBox', () => {
  it('is that of the province for every division below it', () => {
    const box = { minLat: 34.57, minLon: 110.22, maxLat: 40.75, maxLon: 114.57 };
    expect(provinceBox('140000')).toEqual(box);
    expect(provinceBox('141122103206')).toEqual(box);
    expect(provinceBox('370000')).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DatasetColumn } from './dataset.js';
import { quoted } from './text.js';
import { checkValue, numberOf } from './values.js';

const depth: DatasetColumn = { header: '深度', kind: 'number', unit: '米', least: 0, most: 2000 };
const capacity: DatasetColumn = { header: '能力', kind: 'number', unit: '万吨/年', above: 0, most: 10_000 };
const people: DatasetColumn = { header: '人数', kind: 'integer', unit: '人', least: 0, most: 100_000 };
const valueOf = (cell: string, column: DatasetColumn, multiply?: number) => {
  const check = checkValue(cell, column, multiply);
  return check.ok ? check.value : check.fault.code;
};

describe('numbers', () => {
  it('are read as people write them', () => {
    expect(numberOf(' １２３．５ ')).toBe(123.5);
    expect(numberOf('1,234,567.5')).toBe(1_234_567.5);
    expect(numberOf('−5')).toBe(-5);
    expect(numberOf('1.2E+05')).toBe(120_000);
    for (const no of ['', '1,23', '12m', '0x10', '1e999', 'NaN', 'Infinity', '--5', '1.2.3']) {
      expect(numberOf(no)).toBeUndefined();
    }
  });

  it('keep their decimals when the unit changes: two decimals in Mt/a are a whole number of 万吨/年', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (hundredths) => {
        expect(valueOf((hundredths / 100).toFixed(2), capacity, 100)).toBe(hundredths);
      }),
    );
  });

  it('are refused beyond their bounds, after the change of unit', () => {
    expect(valueOf('2000', depth)).toBe(2000);
    expect(valueOf('2000.1', depth)).toBe('VALUE_INVALID');
    expect(valueOf('0', capacity)).toBe('VALUE_INVALID');
    expect(valueOf('-0.9', capacity, 100)).toBe('VALUE_INVALID');
    expect(valueOf('101', capacity, 100)).toBe('VALUE_INVALID');
    expect(valueOf('12.0', people)).toBe(12);
    expect(valueOf('12.5', people)).toBe('VALUE_INVALID');
    const check = checkValue('-0.9', capacity, 100);
    expect(!check.ok && check.fault.message).toBe(
      'The value is above 0 to 10000 万吨/年, not -90 (-0.9 × 100).',
    );
  });
});

describe('dates', () => {
  const date: DatasetColumn = { header: '日期', kind: 'date' };
  it('are read in the forms of offices, and only days that exist', () => {
    for (const cell of [
      '2024-02-29',
      '2024/2/29',
      '2024.02.29',
      '2024年2月29日',
      '20240229',
      '２０２４-２-２９',
    ]) {
      expect(valueOf(cell, date)).toBe('2024-02-29');
    }
    for (const cell of ['2023-02-29', '2024-13-01', '2024-00-10', '0001-01-01', '29/02/2024', '45351']) {
      expect(valueOf(cell, date)).toBe('VALUE_INVALID');
    }
  });
});

describe('enums, booleans and codes', () => {
  it('accept the spellings that files have, whatever their width and case', () => {
    const status: DatasetColumn = { header: '状态', kind: 'enum', values: { OPEN: ['生产'], SHUT: ['Ⅰ类'] } };
    expect(valueOf('open', status)).toBe('OPEN');
    expect(valueOf('　生 产 ', status)).toBe('OPEN');
    expect(valueOf('I类', status)).toBe('SHUT');
    expect(valueOf('toString', status)).toBe('VALUE_INVALID');
    expect(valueOf('是', { header: 'x', kind: 'boolean' })).toBe(true);
    expect(valueOf('ＮＯ', { header: 'x', kind: 'boolean' })).toBe(false);
    expect(valueOf('maybe', { header: 'x', kind: 'boolean' })).toBe('VALUE_INVALID');
  });

  it('keep a code whose check character does not fit, with a warning', () => {
    const uscc: DatasetColumn = { header: '代码', kind: 'uscc' };
    const kept = checkValue('91350203M0001QAY9B', uscc);
    expect(kept).toMatchObject({ ok: true, value: '91350203M0001QAY9B' });
    expect(kept.ok && kept.warnings.map(({ code }) => code)).toContain('USCC_CHECK_DIGIT');
    expect(checkValue('91350200MA2YJ1XR9G', uscc)).toMatchObject({ ok: true, warnings: [] });
    expect(valueOf('9135020', uscc)).toBe('USCC_MALFORMED');
  });

  it('know the divisions of the reference table, also padded, and name one they do not', () => {
    const division: DatasetColumn = { header: '区划', kind: 'division' };
    expect(valueOf('１４０５８１', division)).toBe('140581');
    expect(valueOf('140581000000', division)).toBe('140581');
    const check = checkValue('140599', division);
    expect(!check.ok && check.fault).toEqual({
      code: 'DIVISION_UNKNOWN',
      message: 'There is no administrative division 140599.',
    });
  });
});

describe('texts', () => {
  const name: DatasetColumn = { header: '名称', kind: 'text', longest: 5 };
  it('keep their width, and refuse what is no text', () => {
    expect(valueOf('　（东）矿 ', name)).toBe('（东）矿');
    for (const cell of ['a\u0000b', 'a\u001bb', 'a\u202eb', 'a\ufffdb', 'abcdef'])
      expect(valueOf(cell, name)).toBe('VALUE_INVALID');
  });

  it('are quoted in messages without the power to drive a terminal', () => {
    expect(quoted('a\u001b[2Jb\nc\u202e')).toBe('"a\\u001b[2Jb\\u000ac\\u202e"');
    expect(quoted('x'.repeat(100))).toHaveLength(63);
  });
});

describe('instants', () => {
  const at: DatasetColumn = { header: '检查时间', kind: 'instant' };

  it('are of Asia/Shanghai unless they say otherwise', () => {
    for (const cell of [
      '2026-05-01 08:30',
      '2026/5/1 8:30:00',
      '２０２６年５月１日　８时３０分',
      '2026-05-01T00:30:00Z',
      '2026-05-01T08:30:00.000+08:00',
      '2026-04-30 19:30 -05:00',
      '20260501 8:30',
    ]) {
      expect([cell, valueOf(cell, at)]).toEqual([cell, '2026-05-01T00:30:00.000Z']);
    }
    expect(valueOf('2026-05-01', at)).toBe('2026-04-30T16:00:00.000Z');
  });

  it('that do not exist or are no time are refused', () => {
    for (const cell of [
      '2026-02-30 08:00',
      '2026-05-01 24:00',
      '2026-05-01 08:60',
      '8:30',
      '2026-05-01 8',
      '1991-05-01 08:00',
      'yesterday',
    ]) {
      expect([cell, valueOf(cell, at)]).toEqual([cell, 'VALUE_INVALID']);
    }
  });
});

describe('lists', () => {
  const kinds: DatasetColumn = { header: '灾种', kind: 'list', values: { FIRE: ['火灾'], FLOOD: ['洪涝'] } };
  it('are parted by whatever people part with, and hold each value once', () => {
    expect(valueOf('火灾、洪涝；fire,， ', kinds)).toEqual(['FIRE', 'FLOOD']);
    expect(valueOf('火灾、地震', kinds)).toBe('VALUE_INVALID');
    const channels: DatasetColumn = { header: '通信', kind: 'list', separators: '、' };
    expect(valueOf('4G/5G、卫星电话', channels)).toEqual(['4G/5G', '卫星电话']);
  });
});

describe('days', () => {
  it('may come with the midnight that databases export', () => {
    const date: DatasetColumn = { header: '日期', kind: 'date' };
    expect(valueOf('2026-05-01 00:00:00', date)).toBe('2026-05-01');
    expect(valueOf('2026-05-01 08:00', date)).toBe('VALUE_INVALID');
    expect(valueOf('2026-02-30', date)).toBe('VALUE_INVALID');
  });
});

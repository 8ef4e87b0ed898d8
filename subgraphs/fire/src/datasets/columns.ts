import type { DatasetColumn } from '@huitong/kit';
import { FireUnit } from '../entities/fireUnit.js';
import { type NumberBounds, textLengths } from '../rules/bounds.js';

/** 编号, the row's id with its source. */
export const sourceId = (...synonyms: readonly string[]): DatasetColumn => ({
  header: '编号',
  synonyms,
  kind: 'code',
  longest: 100,
  required: true,
});

export const divisionCode: DatasetColumn = {
  header: '行政区划代码',
  synonyms: ['区划代码', '所在区划代码'],
  kind: 'division',
  required: true,
};

/** 消防对象编号, the unit that a part belongs to and with which it stands. */
export const fireUnitId: DatasetColumn = {
  header: '消防对象编号',
  synonyms: ['单位编号', '消防单位编号'],
  kind: 'reference',
  required: true,
  parent: { entity: FireUnit, title: '消防对象', inherits: { divisionCode: 'divisionCode' } },
};

/** A column of numbers whose header says the unit: `建筑高度(米)`; the bare name is accepted too. */
export const numbers = (name: string, kind: 'number' | 'integer', bounds: NumberBounds): DatasetColumn => ({
  header: `${name}(${bounds.unit})`,
  synonyms: [name],
  kind,
  ...bounds,
});

export const text = (
  header: string,
  length: keyof typeof textLengths,
  ...synonyms: string[]
): DatasetColumn => ({
  header,
  synonyms,
  kind: 'text',
  longest: textLengths[length],
});

/** Headers of the columns that say where a row stands. */
export const location = { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] } as const;

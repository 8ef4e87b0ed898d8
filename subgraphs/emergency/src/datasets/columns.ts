import type { CheckFault, DatasetColumn, LocationHeaders } from '@huitong/kit';

/** Number under which the department's own system has the row. */
export const sourceId: DatasetColumn = {
  header: '编号',
  synonyms: ['序号', '序列号'],
  kind: 'code',
  longest: 200,
  required: true,
};

export const divisionCode: DatasetColumn = {
  header: '行政区划代码',
  synonyms: ['区划代码', '所在区划代码'],
  kind: 'division',
  required: true,
};

export const location: LocationHeaders = { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] };

/** One fault when `wrong` holds. */
export const faultIf = <Property extends string>(
  wrong: boolean,
  columns: readonly [Property, ...Property[]],
  message: string,
): CheckFault<Property>[] => (wrong ? [{ columns, message }] : []);

/** Whether a column holds a value. */
export const given = (value: unknown): boolean => value !== null && value !== undefined;

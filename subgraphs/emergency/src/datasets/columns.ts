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

/** 3 to 24 characters: digits, which may begin with + and hold hyphens. */
export const telephone = {
  test: /^\+?[0-9][0-9-]{1,22}[0-9]$/,
  means: 'a telephone number of 3 to 24 digits and hyphens',
};

export const location: LocationHeaders = { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] };

/**
 * Days or instants in the wrong order; nothing while one of them is not given.
 * @param order `after` when they may not be equal either.
 */
export function outOfOrder<Property extends string>(
  row: { readonly [Key in Property]?: unknown },
  [earlier, later]: readonly [Property, Property],
  order: 'after' | 'from' = 'from',
): CheckFault<Property>[] {
  const [first, second] = [row[earlier], row[later]];
  if (typeof first !== 'string' || typeof second !== 'string') return [];
  const gap = Date.parse(second) - Date.parse(first);
  if (gap > 0 || (order === 'from' && gap === 0)) return [];
  const rule = order === 'after' ? 'is not after' : 'lies before';
  return [{ columns: [later, earlier], message: `${later} ${second} ${rule} ${earlier} ${first}.` }];
}

/** One fault when `wrong` holds. */
export const faultIf = <Property extends string>(
  wrong: boolean,
  columns: readonly [Property, ...Property[]],
  message: string,
): CheckFault<Property>[] => (wrong ? [{ columns, message }] : []);

/** Whether a column holds a value. */
export const given = (value: unknown): boolean => value !== null && value !== undefined;

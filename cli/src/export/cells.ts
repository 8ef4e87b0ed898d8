import type { FormColumn } from './form.js';

/** What a cell of a sheet holds; null where the graph holds, or shows, nothing. */
export type Cell = string | number | null;

/** Every value at a path; through a list, those of all its items, in order. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (typeof value !== 'object') return [];
  return valuesAt((value as Record<string, unknown>)[name], rest);
}

const shanghaiHours = 8;

/** An instant as departments write it: `2026-05-01 03:00`, Asia/Shanghai (UTC+8 all year). */
function localTime(value: string): string {
  const instant = Date.parse(value);
  if (Number.isNaN(instant)) return value;
  return new Date(instant + shanghaiHours * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function written(value: unknown, { kind, words }: FormColumn): string | number {
  if (typeof value === 'boolean') return words?.[String(value)] ?? (value ? '是' : '否');
  if (typeof value === 'number') return kind === 'number' ? value : String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (kind === 'instant') return localTime(text);
  if (kind === 'date') return localTime(text).slice(0, 10);
  return words?.[text] ?? text;
}

/** The cells of one row of a form, in the order of its columns. Several values of one column are joined by 、. */
export function cellsOf(columns: readonly FormColumn[], row: unknown): Cell[] {
  return columns.map((column) => {
    const found = column.path.flatMap((path) => valuesAt(row, path.split('.')));
    const values = found.map((value) => written(value, column));
    const [first, ...others] = values;
    if (first === undefined) return null;
    return others.length === 0 ? first : values.join('、');
  });
}

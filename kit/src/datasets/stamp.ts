import { createHash } from 'node:crypto';
import { refusal } from '@huitong/contract';
import type { Dataset, DatasetColumn } from './dataset.js';
import { quoted } from './text.js';
import type { Workbook } from './xlsx/workbook.js';

/** Name of the hidden sheet in which a template says what it is. */
export const STAMP_SHEET = '_huitong';
/** First cell of that sheet. */
const STAMP_MARK = 'huitong-template';

/** What a template says of itself: dataset, version, and its columns at that time. */
export interface TemplateStamp {
  readonly dataset: string;
  readonly version: string;
  /** Property, header, and how its cells are read. */
  readonly columns: readonly (readonly [property: string, header: string, reading: string])[];
}

/** How the cells of a column are read, as far as a filled-in template depends on it. */
function readingOf(column: DatasetColumn): string {
  const needed = column.required ? ' required' : '';
  switch (column.kind) {
    case 'number':
    case 'integer':
      return `${column.kind} ${column.unit}${needed}`;
    case 'enum':
      return `enum ${Object.keys(column.values).join('|')}${needed}`;
    case 'list':
      return `list ${Object.keys(column.values ?? {}).join('|')}${needed}`;
    default:
      return `${column.kind}${needed}`;
  }
}

/** The stamp of a dataset's template as it is today. Its version changes whenever a column does. */
export function stampOf(dataset: Dataset): TemplateStamp {
  const { lat, lon, crs } = dataset.location ?? { lat: [], lon: [], crs: [] };
  const columns = [
    ...Object.entries(dataset.columns).map(
      ([property, column]) => [property, column.header, readingOf(column)] as const,
    ),
    ...[lat, lon, crs].flatMap(([header]) =>
      header === undefined ? [] : [['location', header, 'location'] as const],
    ),
  ];
  const version = createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 12);
  return { dataset: dataset.name, version, columns };
}

/** Rows of the hidden sheet. */
export const stampRows = ({ dataset, version, columns }: TemplateStamp): string[][] => [
  [STAMP_MARK, dataset, version],
  ...columns.map((column) => [...column]),
];

/** Reads the stamp of a workbook; null for one that is not of ours. */
export async function readStamp(workbook: Workbook): Promise<TemplateStamp | null> {
  const sheet = workbook.sheets.find(({ name }) => name === STAMP_SHEET);
  if (!sheet) return null;
  let stamp: { dataset: string; version: string } | undefined;
  const columns: [string, string, string][] = [];
  for await (const { cells } of workbook.rows(sheet, [])) {
    const [first = '', second = '', third = ''] = cells;
    if (stamp) columns.push([first, second, third]);
    else if (first === STAMP_MARK) stamp = { dataset: second, version: third };
    else return null;
    if (columns.length > 1000) return null;
  }
  return stamp ? { ...stamp, columns } : null;
}

/**
 * Refuses a template of another dataset, or one whose columns have changed since, naming what has.
 * @throws Refusal TEMPLATE_OUTDATED
 */
export function refuseOutdated(stamp: TemplateStamp | null, dataset: Dataset): void {
  if (!stamp) return;
  const now = stampOf(dataset);
  if (stamp.dataset !== dataset.name) {
    const message = `The workbook is the template of ${quoted(stamp.dataset)}, not of ${dataset.name}.`;
    throw refusal('TEMPLATE_OUTDATED', { message });
  }
  if (stamp.version === now.version) return;
  const changes = changesBetween(stamp, now);
  if (changes.length === 0) return;
  const message = `The workbook is an older template of ${dataset.name}: ${changes.join('; ')}.`;
  throw refusal('TEMPLATE_OUTDATED', { message });
}

function changesBetween(before: TemplateStamp, now: TemplateStamp): string[] {
  const key = ([property, header]: readonly string[]) => (property === 'location' ? header! : property!);
  const old = new Map(before.columns.map((column) => [key(column), column]));
  const present = new Map(now.columns.map((column) => [key(column), column]));
  return [
    ...[...old].filter(([name]) => !present.has(name)).map(([, [, header]]) => `${quoted(header)} is gone`),
    ...[...present].flatMap(([name, [, header, reading]]) => {
      const was = old.get(name);
      if (!was) return [`${quoted(header)} is new`];
      const renamed = was[1] === header ? [] : [`${quoted(was[1])} is now ${quoted(header)}`];
      return was[2] === reading
        ? renamed
        : [...renamed, `${quoted(header)} was ${quoted(was[2])}, is ${quoted(reading)}`];
    }),
  ];
}

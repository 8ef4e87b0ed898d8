import { refusal } from '@huitong/contract';
import type { Crs } from '../geo/index.js';
import type { Dataset, DatasetColumn } from './dataset.js';
import type { Profile, ProfileColumn } from './profile.js';
import { REJECTED_COLUMNS } from './rejected.js';
import { folded, headerForm, quoted } from './text.js';

/** A column of the file that the profile names. */
export interface FileColumn {
  readonly index: number;
  /** As the file writes it. */
  readonly header: string;
}

/** How one property of a row is made. */
export interface PropertyPlan {
  readonly property: string;
  readonly column: DatasetColumn;
  /** Where it stands in the file, or the constant of the profile. */
  readonly from: FileColumn | { readonly constant: string };
  readonly multiply: number;
  /** The source's spellings, folded, → the dataset's. */
  readonly map: ReadonlyMap<string, string>;
  /** Folded spellings of "not known". */
  readonly unknown: ReadonlySet<string>;
  readonly nullWhen: { readonly index: number; readonly equals: ReadonlySet<string> } | null;
}

/** How the rows of one file are read: made once from its header. */
export interface FilePlan {
  readonly headers: readonly string[];
  /** Row of the header; what stands above is a title. */
  readonly headerRow: number;
  /** How a workbook counts days, null for CSV. A workbook does not write the empty cells at the end of a row. */
  readonly date1904: boolean | null;
  readonly properties: readonly PropertyPlan[];
  readonly location: {
    readonly lat: FileColumn;
    readonly lon: FileColumn;
    readonly crs: Crs | FileColumn;
  } | null;
  readonly unused: readonly string[];
  /** The dataset's rules over several columns. */
  readonly check: Dataset['check'];
  /** The file is one of our own files of rejected rows: an apostrophe guards cells that look like formulas. */
  readonly guarded: boolean;
}

/**
 * Finds the columns of a profile in a file's header.
 * @throws Refusal HEADER_MISSING naming all that are missing, HEADER_DUPLICATE
 */
export function planFile(
  dataset: Dataset,
  profile: Profile,
  header: readonly string[],
  { row, date1904 }: { readonly row: number; readonly date1904: boolean | null } = { row: 1, date1904: null },
): FilePlan {
  const headers = withoutTail(header.map((cell) => cell.replace(/^\uFEFF/, '').trim()));
  const finder = new HeaderFinder(headers, row);
  const properties = Object.entries(profile.columns).flatMap(([property, rule]) => {
    const plan = planProperty(finder, { property, rule, column: dataset.columns[property]! });
    return plan ? [plan] : [];
  });
  const location = planLocation(finder, profile);
  for (const [property, column] of Object.entries(dataset.columns)) {
    const planned = properties.some((one) => one.property === property);
    // A point can stand in for the division's code.
    if (column.required && !planned && !(property === 'divisionCode' && location)) finder.miss(column.header);
  }
  finder.refuseMissing();
  const ours = REJECTED_COLUMNS.map(folded);
  const ignored = new Set([...profile.ignored.map(folded), ...ours]);
  return {
    headers,
    headerRow: row,
    date1904,
    properties,
    location,
    check: dataset.check,
    unused: finder.unused().filter((name) => !ignored.has(folded(name))),
    guarded: date1904 === null && ours.every((name) => headers.some((other) => folded(other) === name)),
  };
}

/** Rows at the top of a file among which the header is looked for; a sheet often has a title above it. */
export const HEADER_WITHIN = 10;

/** Whether a row is the header: at least two of its cells are names of columns that the profile knows. */
export function looksLikeHeader(profile: Profile, cells: readonly string[]): boolean {
  const { location } = profile;
  const names = [
    ...Object.values(profile.columns).flatMap(({ header }) => header ?? []),
    ...(location ? [location.lat, location.lon].flat() : []),
  ];
  const known = new Set(names.map(headerForm));
  return cells.filter((cell) => known.has(headerForm(cell))).length >= 2;
}

/** Without the nameless columns that spreadsheets leave at the end. */
function withoutTail(headers: readonly string[]): string[] {
  const last = headers.findLastIndex((name) => name !== '');
  return headers.slice(0, last + 1);
}

class HeaderFinder {
  readonly #byName = new Map<string, FileColumn>();
  readonly #used = new Set<number>();
  readonly #missing: string[] = [];
  readonly #headers: readonly string[];
  readonly #row: number;

  constructor(headers: readonly string[], row: number) {
    this.#headers = headers;
    this.#row = row;
    headers.forEach((header, index) => {
      if (header === '') return;
      const form = headerForm(header) || folded(header);
      const before = this.#byName.get(form);
      if (before) throw this.#duplicate(before, { header, index });
      this.#byName.set(form, { header, index });
    });
  }

  /** The one column under any of these names; a required one that is not there is noted as missing. */
  find(names: string | readonly string[], required: boolean): FileColumn | null {
    const list = typeof names === 'string' ? [names] : names;
    const forms = new Set(list.map((name) => headerForm(name) || folded(name)));
    const [first, second] = [...forms].flatMap((name) => this.#byName.get(name) ?? []);
    if (first && second) throw this.#duplicate(first, second);
    if (first) this.#used.add(first.index);
    else if (required) this.miss(list[0]!);
    return first ?? null;
  }

  miss(name: string): void {
    if (!this.#missing.includes(name)) this.#missing.push(name);
  }

  refuseMissing(): void {
    if (this.#missing.length === 0) return;
    const missing = this.#missing.map((name) => quoted(name)).join(', ');
    const present = this.#headers.map((name) => quoted(name)).join(', ');
    const message = `The header has no column ${missing}. It has ${present || 'none'}.`;
    throw refusal('HEADER_MISSING', { at: `row ${this.#row}`, message });
  }

  #duplicate(first: FileColumn, second: FileColumn) {
    const places = [first, second].map(({ header, index }) => `${quoted(header)} (column ${index + 1})`);
    return refusal('HEADER_DUPLICATE', {
      at: `row ${this.#row}`,
      message: `The header names one column twice: ${places.join(' and ')}.`,
    });
  }

  unused(): string[] {
    return this.#headers.filter((name, index) => name !== '' && !this.#used.has(index));
  }
}

function planProperty(
  finder: HeaderFinder,
  { property, rule, column }: { property: string; rule: ProfileColumn; column: DatasetColumn },
): PropertyPlan | null {
  const from = rule.header
    ? finder.find(rule.header, rule.optional !== true)
    : { constant: rule.constant as string };
  const condition = rule.nullWhen && finder.find(rule.nullWhen.header, true);
  if (!from) return null;
  const equals = [rule.nullWhen?.equals ?? []].flat();
  return {
    property,
    column,
    from,
    multiply: rule.multiply ?? 1,
    map: new Map(Object.entries(rule.map ?? {}).map(([theirs, ours]) => [folded(theirs), ours])),
    unknown: new Set((rule.nullValues ?? []).map(folded)),
    nullWhen: condition ? { index: condition.index, equals: new Set(equals.map(folded)) } : null,
  };
}

function planLocation(finder: HeaderFinder, { location }: Profile): FilePlan['location'] {
  if (!location) return null;
  const required = location.optional !== true;
  const lat = finder.find(location.lat, required);
  const lon = finder.find(location.lon, required || lat !== null);
  if (!lat || !lon) {
    if (lon) finder.find(location.lat, true);
    return null;
  }
  if (typeof location.crs === 'string') return { lat, lon, crs: location.crs };
  const crs = finder.find(location.crs.header, true);
  return crs && { lat, lon, crs };
}

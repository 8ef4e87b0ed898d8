import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { refusal } from '@huitong/contract';
import { CRS } from '../geo/index.js';
import { type Dataset, type DatasetColumn, headersOf } from './dataset.js';
import { headerForm } from './text.js';

const headers = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
const condition = z.strictObject({ header: z.string().min(1), equals: headers });

const profileColumn = z
  .strictObject({
    /** Header of the source's column, or several under which it is met. */
    header: headers.optional(),
    /** The same value for every row, instead of a column. */
    constant: z.string().min(1).optional(),
    /** The column may be missing. */
    optional: z.boolean().optional(),
    /** Factor from the source's unit to the dataset's. */
    multiply: z.number().positive().finite().optional(),
    /** The source's spellings → the dataset's. */
    map: z.record(z.string(), z.string()).optional(),
    /** Spellings that mean "not known", beside the empty cell. */
    nullValues: z.array(z.string()).optional(),
    /** The value is not known when another column says so. */
    nullWhen: condition.optional(),
  })
  .refine((column) => (column.header === undefined) !== (column.constant === undefined), {
    message: 'give either "header" or "constant"',
  });

const profileShape = z.strictObject({
  /** Name for `--profile`. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  dataset: z.string().min(1),
  /** Stored with every row; with the department and the row's id its natural key. */
  source: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string().min(1),
  licence: z.string().min(1).optional(),
  attribution: z.string().min(1).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  columns: z.record(z.string(), profileColumn),
  location: z
    .strictObject({
      lat: headers,
      lon: headers,
      /** The reference system of all points, or the column that names it. */
      crs: z.union([z.enum(CRS), z.strictObject({ header: headers })]),
      optional: z.boolean().optional(),
    })
    .optional(),
  /** Columns known and not wanted. */
  ignored: z.array(z.string()).default([]),
});

/**
 * How one source's files fit a dataset: data beside the dataset, so that the next source needs no code.
 * `columns` says for a property of the dataset which header holds it and how it is turned into the dataset's
 * spelling and unit.
 */
export type Profile = Readonly<z.output<typeof profileShape>>;
export type ProfileColumn = z.output<typeof profileColumn>;

/** Name of the profile that every dataset has: its own Chinese headers. */
export const TEMPLATE_PROFILE = 'template';

/** Other ways to write a unit, as they stand in headers. */
const unitSpellings: Readonly<Record<string, readonly string[]>> = {
  米: ['m'],
  公里: ['km', '千米'],
  千克: ['kg', '公斤'],
  吨: ['t'],
  立方米: ['m³', 'm3', '方'],
  平方米: ['㎡', 'm²', 'm2'],
  '升/秒': ['L/s'],
  '%': ['％', '百分比'],
  兆帕: ['MPa'],
};

/** A header of a number with its unit left out or spelt otherwise: `深度`, `深度(m)`. */
function unitVariants(column: DatasetColumn): string[] {
  if (column.kind !== 'number' && column.kind !== 'integer') return [];
  const { unit } = column;
  return headersOf(column).flatMap((header) => {
    const bare = header.replace(/[(（[【].*?[)）\]】]/g, '').trim();
    if (bare === '') return [];
    return [bare, ...[unit, ...(unitSpellings[unit] ?? [])].map((one) => `${bare}(${one})`)];
  });
}

/** A dataset's names for its columns by rank: their own headers, their synonyms, headers with other units. */
const namesByRank = (column: DatasetColumn) =>
  [[column.header], column.synonyms ?? [], unitVariants(column)] as const;

/**
 * Every name under which each column is found, its own header first. A name that another column has by better right
 * is left to it, and one that two have by the same right stands for neither: a cell is never read as two columns,
 * nor as one that its header may not mean.
 */
function namesOfColumns({ columns, location }: Dataset): ReadonlyMap<DatasetColumn, readonly string[]> {
  const ownNames = Object.values(location ?? {}).flatMap(([own]) => own as string);
  const taken = new Set(ownNames.map(headerForm));
  const names = new Map<DatasetColumn, string[]>(Object.values(columns).map((column) => [column, []]));
  for (const rank of [0, 1, 2] as const) {
    const claims = [...names.keys()].map(
      (column) =>
        [column, new Map(namesByRank(column)[rank].map((name) => [headerForm(name), name]))] as const,
    );
    const claimants = new Map<string, number>();
    for (const form of claims.flatMap(([, forms]) => [...forms.keys()]))
      claimants.set(form, (claimants.get(form) ?? 0) + 1);
    for (const [column, forms] of claims) {
      for (const [form, name] of forms) {
        if (rank === 0 || (claimants.get(form) === 1 && !taken.has(form))) names.get(column)!.push(name);
      }
    }
    for (const form of claimants.keys()) taken.add(form);
  }
  return names;
}

/** The profile of a dataset's own template: its headers, their synonyms, codes as the dataset spells them. */
export function templateProfile(dataset: Dataset): Profile {
  const { location } = dataset;
  const names = namesOfColumns(dataset);
  return {
    name: TEMPLATE_PROFILE,
    dataset: dataset.name,
    // Also the mutations' default: a department's own row is the same row whichever way it comes in.
    source: 'department',
    title: `${dataset.title.zh} ${dataset.title.en}`,
    delimiter: ',',
    columns: Object.fromEntries(
      Object.entries(dataset.columns).map(([property, column]) => [
        property,
        {
          header: [...names.get(column)!],
          optional: column.required !== true,
          nullValues: ['/', '-', '—', '——', '不详', '未知'],
        },
      ]),
    ),
    ...(location && {
      location: {
        lat: [...location.lat],
        lon: [...location.lon],
        crs: { header: [...location.crs] },
        optional: true,
      },
    }),
    ignored: [],
  };
}

/**
 * Checks a profile against its dataset.
 * @param from where it was read, for the message
 * @throws Refusal SETTING_INVALID naming every fault
 */
export function parseProfile(text: string, dataset: Dataset, from: string): Profile {
  const faulty = (why: string) =>
    refusal('SETTING_INVALID', { at: from, message: `The profile ${from} cannot be used: ${why}.` });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw faulty(`it is not JSON (${(error as Error).message})`);
  }
  const parsed = profileShape.safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'top level'}: ${message}`,
    );
    throw faulty(issues.join('; '));
  }
  const profile = parsed.data;
  if (profile.dataset !== dataset.name) throw faulty(`it is for ${profile.dataset}, not for ${dataset.name}`);
  for (const [property, column] of Object.entries(profile.columns)) {
    const known = Object.hasOwn(dataset.columns, property) ? dataset.columns[property] : undefined;
    if (!known) {
      throw faulty(
        `${dataset.name} has no column ${property}; it has ${Object.keys(dataset.columns).join(', ')}`,
      );
    }
    if (column.multiply !== undefined && known.kind !== 'number' && known.kind !== 'integer') {
      throw faulty(`columns.${property}: only numbers can be multiplied`);
    }
  }
  if (!profile.columns['sourceId']?.header) throw faulty('columns.sourceId names no column; rows need an id');
  if (profile.location && !dataset.location) throw faulty(`the rows of ${dataset.name} have no location`);
  return profile;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw refusal('PROFILE_UNKNOWN', { cause, at: path, message: `The profile ${path} cannot be read.` });
  }
}

/**
 * The profiles that stand beside a dataset, in its package's `profiles/`, and the template's.
 * @param home the package's folder
 */
export async function profilesOf(home: URL, dataset: Dataset): Promise<Profile[]> {
  const folder = new URL('profiles/', home);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const profiles = [templateProfile(dataset)];
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    const path = fileURLToPath(new URL(name, folder));
    const text = await readText(path);
    // A folder serves several datasets; only what is meant for this one is judged.
    if (datasetNamedIn(text) === dataset.name) profiles.push(parseProfile(text, dataset, path));
  }
  return profiles;
}

function datasetNamedIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { dataset?: unknown } | null)?.dataset;
  } catch {
    return undefined;
  }
}

/**
 * The profile with this name, or in this file when the name ends in `.json`.
 * @throws Refusal PROFILE_UNKNOWN, SETTING_INVALID
 */
export async function loadProfile(home: URL, dataset: Dataset, nameOrFile: string): Promise<Profile> {
  if (nameOrFile.endsWith('.json')) {
    const path = resolve(nameOrFile);
    return parseProfile(await readText(path), dataset, nameOrFile);
  }
  const profiles = await profilesOf(home, dataset);
  const found = profiles.find(({ name }) => name === nameOrFile);
  if (found) return found;
  throw refusal('PROFILE_UNKNOWN', {
    at: '--profile',
    message: `${dataset.name} has no profile ${nameOrFile}. It has: ${profiles.map(({ name }) => name).join(', ')}.`,
  });
}

/** Changes whenever the profile does: an import is only continued under the profile it began with. */
export const profileFingerprint = (profile: Profile): string =>
  createHash('sha256').update(JSON.stringify(profile)).digest('hex');

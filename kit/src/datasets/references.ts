import type { EntityManager } from 'typeorm';
import type { Database, TableShape } from '../database/database.js';
import { isWithin } from '../divisions/index.js';
import type { ParentReference } from './dataset.js';
import type { FilePlan } from './header.js';
import { headerOf, noDivision, outsideOwn, type RowFault } from './rows.js';
import { quoted } from './text.js';
import type { Target, WritableRow, Written } from './write.js';

/** A reference column of a file. */
export interface ReferencePlan {
  readonly property: string;
  readonly header: string;
  readonly parent: ParentReference;
  readonly table: TableShape;
}

/** The reference columns that a file has. */
export const referencesOf = (plan: FilePlan, database: Database): readonly ReferencePlan[] =>
  plan.properties.flatMap(({ property, column }) =>
    column.kind === 'reference'
      ? [
          {
            property,
            header: headerOf(plan, property),
            parent: column.parent,
            table: database.table(column.parent.entity as never),
          },
        ]
      : [],
  );

/** Properties that rows take from their parents, the references themselves not among them. */
export const inheritedOf = (references: readonly ReferencePlan[]): readonly string[] => [
  ...new Set(references.flatMap(({ parent }) => Object.keys(parent.inherits ?? {}))),
];

type Parent = Readonly<Record<string, unknown>>;

/**
 * Puts the parents' ids in the place of the ids that the file names, and what rows inherit where the file is silent:
 * one statement for each reference column of a batch. Rows whose parent is not there, or of which more than one could
 * be meant, are refused by name; so is a row that then belongs to no division of the importing department.
 */
export async function resolveReferences(
  manager: EntityManager,
  {
    references,
    target,
    scope,
  }: { references: readonly ReferencePlan[]; target: Target; scope: readonly string[] },
  rows: readonly WritableRow[],
): Promise<{ rows: readonly WritableRow[]; refused: Written['refused'] }> {
  if (references.length === 0) return { rows, refused: [] };
  const faults = new Map<WritableRow, RowFault>();
  const values = new Map(rows.map((row) => [row, { ...row.values }]));
  for (const reference of references) {
    const parents = await readParents(manager, reference, target, rows);
    for (const [row, into] of values) {
      const key = row.values[reference.property] as string | null | undefined;
      if (key === null || key === undefined) continue;
      const found = parentOf(parents.get(key) ?? [], reference, key, target.source);
      if ('message' in found) faults.set(row, found);
      else {
        into[reference.property] = found.parent['takes'];
        for (const property of Object.keys(reference.parent.inherits ?? {})) {
          into[property] ??= found.parent[property];
        }
      }
    }
  }
  const resolved: WritableRow[] = [];
  for (const [row, into] of values) {
    const fault = faults.get(row) ?? divisionFault(into['divisionCode'], scope);
    if (fault) faults.set(row, fault);
    else resolved.push({ ...row, values: into });
  }
  return { rows: resolved, refused: [...faults].map(([row, fault]) => ({ row, fault })) };
}

function divisionFault(code: unknown, scope: readonly string[]): RowFault | undefined {
  if (typeof code !== 'string') return noDivision('divisionCode');
  return isWithin(code, scope) ? undefined : outsideOwn('divisionCode', code, scope);
}

async function readParents(
  manager: EntityManager,
  { property, parent, table }: ReferencePlan,
  { department }: Target,
  rows: readonly WritableRow[],
): Promise<ReadonlyMap<string, readonly Parent[]>> {
  const keys = [
    ...new Set(rows.map(({ values }) => values[property]).filter((key) => key !== null && key !== undefined)),
  ];
  if (keys.length === 0) return new Map();
  const owned = table.columns.includes('owner_department');
  const by = (parent.by ?? ['sourceId']).map((one) => `${table.column(one)}::text = any($1::text[])`);
  const columns = [
    `array[${(parent.by ?? ['sourceId']).map((one) => `${table.column(one)}::text`).join(', ')}] as keys`,
    `${owned ? 'source' : 'null'} as source`,
    `${table.column(parent.takes ?? 'id')} as takes`,
    ...Object.entries(parent.inherits ?? {}).map(([ours, theirs]) => `${table.column(theirs)} as "${ours}"`),
  ];
  const found = await manager.query<(Parent & { keys: string[] })[]>(
    `select ${columns.join(', ')} from ${table.name} where (${by.join(' or ')})${owned ? ' and owner_department = $2' : ''}`,
    owned ? [keys, department] : [keys],
  );
  const parents = new Map<string, Parent[]>();
  for (const one of found) {
    for (const key of new Set(one.keys)) {
      const before = parents.get(key);
      if (before) before.push(one);
      else if (key !== null) parents.set(key, [one]);
    }
  }
  return parents;
}

/** The one parent of this key: of the file's own source, or the only one of the department. */
function parentOf(
  found: readonly Parent[],
  { header, parent }: ReferencePlan,
  key: string,
  source: string,
): { readonly parent: Parent } | RowFault {
  const same = found.filter((one) => one['source'] === source);
  const [only, second] = same.length > 0 ? same : found;
  if (only && !second) return { parent: only };
  const message = only
    ? `${parent.title} ${quoted(key)} is there more than once (${
        found
          .map((one) => one['source'] as string | null)
          .filter(Boolean)
          .join(', ') || `${found.length} rows`
      }); nothing says which is meant.`
    : `There is no ${parent.title} ${quoted(key)} of this department.`;
  return { column: header, code: 'REFERENCE_UNKNOWN', message };
}

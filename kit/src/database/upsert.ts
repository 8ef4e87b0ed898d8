import type { EntityManager } from 'typeorm';
import { randomUUID } from 'node:crypto';
import { type Purpose, refusal } from '@huitong/contract';
import { divisionPath } from '../divisions/index.js';
import type { LoaderScope } from '../subgraph/context.js';
import { textWithin } from '../subgraph/inputs.js';
import type { Entity } from './database.js';
import type { OwnedRow } from './rows.js';

/** What happened to a row. */
export type UpsertOutcome = 'INSERTED' | 'UPDATED' | 'UNCHANGED';

/** Properties that the database or kit sets. */
type Given = 'id' | 'ownerDepartment' | 'divisionPath' | 'createdAt' | 'updatedAt' | 'synthetic';
/** A row as a department hands it in; `source` and `sourceId` are its natural key within the department. */
export type NewRow<Row extends OwnedRow> = Partial<Omit<Row, Given>> &
  Pick<OwnedRow, 'divisionCode' | 'source'> & { readonly sourceId: string };

/** Purposes for which data are looked at and never written. */
const readingPurposes: readonly Purpose[] = [
  'SITUATION_DISPLAY',
  'AUDIT',
  'SHARING_ADMINISTRATION',
  'ADMINISTRATION',
];

/**
 * Only a department of a line that the catalogue names as provider may be the source department of a row (数源部门,
 * 政务数据共享条例 art. 19), and only one that is there to work with the data. Parts of a row that have no entry of
 * their own follow the row they belong to.
 * @throws Refusal NOT_OWN_ROW, FORBIDDEN.
 */
export function refuseForeignLine({ caller, providers }: LoaderScope, type: string): void {
  const lines = providers.get(type);
  if (lines && !lines.includes(caller.line)) {
    const message = `Rows of ${type} come from departments of the lines ${lines.join(', ')}.`;
    throw refusal('NOT_OWN_ROW', { message, at: type });
  }
  refuseReader(caller, type);
}

/** A caller that is there to look at the data writes nothing. Throws Refusal FORBIDDEN. */
export function refuseReader({ purpose }: Pick<LoaderScope['caller'], 'purpose'>, type: string): void {
  if (!readingPurposes.includes(purpose)) return;
  throw refusal('FORBIDDEN', { message: `A caller with purpose ${purpose} writes nothing.`, at: type });
}

/**
 * Writes one row of the caller's own department by its natural key (department, source, sourceId): inserts it,
 * updates what differs, or leaves it alone. Idempotent; two at once take turns. Properties not given stay.
 * @throws Refusal DIVISION_UNKNOWN, NOT_OWN_ROW when the division lies outside the caller's.
 */
export async function upsertByNaturalKey<Row extends OwnedRow>(
  scope: LoaderScope,
  entity: Entity<Row>,
  values: NewRow<Row>,
): Promise<{ row: Row; outcome: UpsertOutcome }> {
  const { caller, database } = scope;
  refuseForeignLine(scope, entity.name);
  textWithin(values.source, { at: 'input.source', most: 100 });
  textWithin(values.sourceId, { at: 'input.sourceId', most: 200 });
  const path = divisionPath(values.divisionCode);
  if (!path) throw refusal('DIVISION_UNKNOWN', { at: 'divisionCode' });
  if (!path.some((code) => caller.scope.includes(code))) throw refusal('NOT_OWN_ROW', { at: 'divisionCode' });

  return database.transaction(async (manager) => {
    const key = { ownerDepartment: caller.department, source: values.source, sourceId: values.sourceId };
    const lock = [entity.name, ...Object.values(key)].join('\n');
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
    const repository = manager.getRepository(entity);
    const table = database.table(entity as never);
    // Not by the repository: it hands instants out as Date, every other read as ISO strings.
    const read = async (condition: string, parameters: readonly unknown[]) => {
      const text = `select ${table.select('item')} from ${table.name} as item where ${condition}`;
      const [row] = await manager.query<Row[]>(text, [...parameters]);
      return row;
    };
    const existing = await read(
      'owner_department = $1 and source = $2 and source_id = $3',
      Object.values(key),
    );
    const id = existing?.id ?? randomUUID();
    if (!existing) {
      await repository.insert({ ...values, ...key, id } as never);
    } else if (differs(existing, values)) {
      const { affected } = await repository.update({ id } as never, values as never);
      // Visible, and still not the caller's to write: it stands in a division outside of the caller's.
      if (affected !== 1) throw refusal('NOT_OWN_ROW', { at: 'sourceId' });
    } else {
      return { row: existing, outcome: 'UNCHANGED' as const };
    }
    const row = await read('id = $1', [id]);
    if (!row) throw refusal('CONFLICT');
    return { row, outcome: existing ? ('UPDATED' as const) : ('INSERTED' as const) };
  });
}

const differs = (existing: OwnedRow, values: object) =>
  Object.entries(values).some(
    ([property, value]) =>
      value !== undefined && JSON.stringify(existing[property as keyof OwnedRow]) !== JSON.stringify(value),
  );

/**
 * The same scope, whose transactions are the one under way, so that several upserts stand or fall together.
 * @param manager of `database.transaction`.
 */
export const withinTransaction = (scope: LoaderScope, manager: EntityManager): LoaderScope => ({
  ...scope,
  database: { ...scope.database, transaction: (work) => work(manager) },
});

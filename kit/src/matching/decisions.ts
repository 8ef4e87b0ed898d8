import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { refusal } from '@huitong/contract';
import type { Entity } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';
import { batchedInRequest } from '../lists/batched.js';
import { refuseForeignLine } from '../database/upsert.js';
import type { LoaderScope } from '../subgraph/context.js';
import { textWithin, warnUscc } from '../subgraph/inputs.js';
import { type EnterpriseDecision, EnterpriseMatch } from './enterpriseMatch.js';

/** A row that may belong to an enterprise. */
export interface MatchableRow extends OwnedRow {
  enterpriseUscc: string | null;
}

/** A decision as it is handed in. */
export interface DecisionInput {
  readonly id: string;
  readonly uscc: string;
  readonly decision: EnterpriseDecision;
  readonly note?: string | null | undefined;
}

/** What became of a decision. */
export interface Decided<Row> {
  readonly row: Row;
  /** False when the same decision stood already. */
  readonly recorded: boolean;
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Records what a person decided on one object of the caller's own department and one enterprise, and sets or clears
 * the object's `enterpriseUscc` with it, in one transaction. Confirming sets the code, rejecting keeps the enterprise
 * from being offered again, reversing takes either back. The same decision again changes nothing; two at once take
 * turns.
 * @throws Refusal NOT_OWN_ROW for a row of another department, or none; CONFLICT when the object has another code, or
 *   there is nothing to reverse; BAD_INPUT for the note.
 */
export async function decideEnterprise<Row extends MatchableRow>(
  scope: LoaderScope,
  entity: Entity<Row>,
  input: DecisionInput,
): Promise<Decided<Row>> {
  refuseForeignLine(scope, entity.name);
  textWithin(input.note, { at: 'input.note', most: 1000 });
  warnUscc(scope.notes, input.uscc, 'input.uscc');
  return scope.database.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`match ${input.id}`]);
    const row = await ownRow(scope, manager, entity, input.id);
    const last = await lastDecision(manager, row.id, input.uscc);
    if (last === input.decision) return { row, recorded: false };
    const code = codeAfter(row, last, input);
    await manager.getRepository(EnterpriseMatch).insert(decisionRow(scope, entity, row, input) as never);
    if (code !== row.enterpriseUscc) {
      await manager.getRepository(entity).update({ id: row.id } as never, { enterpriseUscc: code } as never);
    }
    return { row: await ownRow(scope, manager, entity, row.id), recorded: true };
  });
}

async function ownRow<Row extends MatchableRow>(
  { caller, database }: LoaderScope,
  manager: EntityManager,
  entity: Entity<Row>,
  id: string,
): Promise<Row> {
  const table = database.table(entity as never);
  const text = `select ${table.select('item')} from ${table.name} as item where id = $1`;
  const [row] = uuidShape.test(id) ? await manager.query<Row[]>(text, [id]) : [];
  const own =
    row?.ownerDepartment === caller.department &&
    row.divisionPath.some((division) => caller.scope.includes(division));
  // Of another department and none at all look the same.
  if (!row || !own) throw refusal('NOT_OWN_ROW', { at: 'input.id' });
  return row;
}

async function lastDecision(
  manager: EntityManager,
  objectId: string,
  uscc: string,
): Promise<EnterpriseDecision | null> {
  const [last] = await manager.query<{ decision: EnterpriseDecision }[]>(
    'select decision from enterprise_match where object_id = $1 and uscc = $2 order by number desc limit 1',
    [objectId, uscc],
  );
  return last?.decision ?? null;
}

/** The object's code once the decision stands. */
function codeAfter(
  { enterpriseUscc: code }: MatchableRow,
  last: EnterpriseDecision | null,
  { uscc, decision }: DecisionInput,
): string | null {
  const at = 'input.uscc';
  switch (decision) {
    case 'CONFIRMED':
      if (code === null || code === uscc) return uscc;
      throw refusal('CONFLICT', { at, message: `The row belongs to ${code}; reverse that decision first.` });
    case 'REJECTED':
      if (code !== uscc) return code;
      throw refusal('CONFLICT', { at, message: `The row belongs to ${uscc}; reverse that decision first.` });
    case 'REVERSED':
      if (last === null) throw refusal('CONFLICT', { at, message: `Nothing was decided on ${uscc}.` });
      return last === 'CONFIRMED' && code === uscc ? null : code;
  }
}

const decisionRow = (
  { caller }: LoaderScope,
  entity: Entity<MatchableRow>,
  row: MatchableRow,
  { uscc, decision, note }: DecisionInput,
): Partial<EnterpriseMatch> => {
  const id = randomUUID();
  return {
    id,
    ownerDepartment: row.ownerDepartment,
    divisionCode: row.divisionCode,
    source: 'matching',
    sourceId: id,
    objectType: entity.name,
    objectId: row.id,
    objectSource: row.source,
    objectSourceId: row.sourceId,
    uscc,
    decision,
    officer: caller.subject,
    note: note ?? null,
  };
};

/** Decisions on each of many objects, the newest first, as far as the caller may see them; one statement for all. */
const decisionsOf = (scope: LoaderScope) =>
  batchedInRequest<string, EnterpriseMatch[]>(scope, 'decisions on enterprises', {
    key: (id) => id,
    async load(ids) {
      const table = scope.database.table(EnterpriseMatch);
      const rows = await scope.database.query<EnterpriseMatch>(
        `select ${table.select('item')} from ${table.name} as item
         where object_id = any($1::uuid[]) order by number desc`,
        [ids],
      );
      const perObject = new Map<string, EnterpriseMatch[]>(ids.map((id) => [id, []]));
      for (const row of rows) perObject.get(row.objectId)?.push(row);
      return ids.map((id) => perObject.get(id) ?? []);
    },
  });

/** The enterprises of which the last word is that they are not the object's. */
function rejectedOf(decisions: readonly EnterpriseMatch[]): string[] {
  const last = new Map<string, EnterpriseDecision>();
  for (const { uscc, decision } of decisions) if (!last.has(uscc)) last.set(uscc, decision);
  return [...last].filter(([, decision]) => decision === 'REJECTED').map(([uscc]) => uscc);
}

/** Resolvers of the fields that every type with `decideEnterprise` has. */
export const matchedFields = {
  enterpriseMatches: (row: OwnedRow, _: unknown, context: LoaderScope): Promise<EnterpriseMatch[]> =>
    decisionsOf(context).load(row.id),
  rejectedEnterpriseUsccs: async (row: OwnedRow, _: unknown, context: LoaderScope): Promise<string[]> =>
    rejectedOf(await decisionsOf(context).load(row.id)),
};

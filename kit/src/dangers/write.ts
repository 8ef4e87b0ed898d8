import { refusal } from '@huitong/contract';
import type { Entity } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';
import { upsertByNaturalKey, type UpsertOutcome } from '../database/upsert.js';
import { possibleKeys } from '../lists/keys.js';
import { nextMoves } from '../states/legal.js';
import { hiddenDangerMachine } from './machine.js';
import type { LoaderScope } from '../subgraph/context.js';
import { textWithin } from '../subgraph/inputs.js';
import type { HiddenDangerRow } from './row.js';
import { standingProblems } from './standing.js';

/** A danger as a department hands it in: the prelude's `UpsertHiddenDangerInput`. */
export type HiddenDangerInput = Pick<
  HiddenDangerRow,
  'divisionCode' | 'objectType' | 'objectId' | 'level' | 'description' | 'foundAt'
> & { readonly sourceId: string; readonly source?: string | null } & {
  readonly [Property in Handed]?: HiddenDangerRow[Property] | null;
};
type Handed =
  | 'state'
  | 'selfReported'
  | 'reportedToRegulatorAt'
  | 'reportedToStaffAt'
  | 'supervisionLevel'
  | 'listedAt'
  | 'dueOn'
  | 'cause'
  | 'accountability'
  | 'immediateRectification'
  | 'sourceTreatment'
  | 'loopStage'
  | 'productionSuspendedAt'
  | 'selfAcceptedAt'
  | 'reviewedAt'
  | 'reviewConclusion'
  | 'deregisteredAt';

/** What {@link upsertHiddenDanger} writes to. */
export interface DangerTarget<Row extends HiddenDangerRow> {
  readonly entity: Entity<Row>;
  /** Entity of each kind of object that a danger can be found in. */
  readonly objects: Readonly<Record<string, Entity<OwnedRow>>>;
}

const texts = [
  'description',
  'cause',
  'accountability',
  'immediateRectification',
  'sourceTreatment',
  'reviewConclusion',
] as const;
const pastInstants = [
  'foundAt',
  'reportedToRegulatorAt',
  'reportedToStaffAt',
  'listedAt',
  'productionSuspendedAt',
  'selfAcceptedAt',
  'reviewedAt',
  'deregisteredAt',
] as const;

function checkValues(input: HiddenDangerInput): void {
  for (const property of texts) textWithin(input[property], { at: `input.${property}`, most: 4000 });
  const latest = Date.now() + 60_000;
  for (const property of pastInstants) {
    const value = input[property];
    if (value && Date.parse(value) > latest) {
      throw refusal('BAD_INPUT', {
        at: `input.${property}`,
        message: `input.${property} lies in the future (${value}).`,
      });
    }
  }
}

async function checkObject<Row extends HiddenDangerRow>(
  { database }: LoaderScope,
  { objects }: DangerTarget<Row>,
  { objectType, objectId }: HiddenDangerInput,
): Promise<void> {
  const entity = Object.hasOwn(objects, objectType) ? objects[objectType] : undefined;
  if (!entity) {
    const kinds = Object.keys(objects).join(', ');
    throw refusal('BAD_INPUT', { at: 'input.objectType', message: `input.objectType is one of ${kinds}.` });
  }
  const table = database.table(entity);
  const found = await database.query(`select 1 from ${table.name} where id = any($1::uuid[])`, [
    possibleKeys([objectId], 'uuid'),
  ]);
  if (found.length === 0) {
    throw refusal('BAD_INPUT', {
      at: 'input.objectId',
      message: `There is no ${entity.name} with this id that the caller may see.`,
    });
  }
}

/**
 * Writes a danger of the caller's own department by its natural key. One that is new here may stand in any state whose
 * evidence it carries; afterwards its state, and a level that rises, change by moves only.
 * @throws Refusal BAD_INPUT with place, EVIDENCE_MISSING, TRANSITION_ILLEGAL naming the legal moves, and what
 *   `upsertByNaturalKey` throws.
 */
export async function upsertHiddenDanger<Row extends HiddenDangerRow>(
  scope: LoaderScope,
  target: DangerTarget<Row>,
  input: HiddenDangerInput,
): Promise<{ row: Row; outcome: UpsertOutcome }> {
  checkValues(input);
  await checkObject(scope, target, input);
  const source = input.source ?? 'department';
  const before = await existing(scope, target, source, input.sourceId);
  const given = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<HiddenDangerInput>;
  const state = input.state ?? before?.state ?? 'FOUND';
  if (before && state !== before.state) throw movedElsewhere(before, state);
  if (before && input.level !== before.level && (before.level === 'MAJOR' || before.state !== 'FOUND')) {
    throw refusal('TRANSITION_ILLEGAL', {
      at: 'input.level',
      message: 'A level is raised by the move RAISE_TO_MAJOR, and never lowered.',
    });
  }
  if (before) refuseRewriting(before, given);
  const [problem] = standingProblems({ ...before, ...given, state, level: input.level } as HiddenDangerRow);
  if (problem) {
    throw refusal('EVIDENCE_MISSING', {
      at: `input.${problem.property}`,
      message: `A danger in state ${state}: ${problem.message}`,
    });
  }
  return upsertByNaturalKey(scope, target.entity, {
    ...given,
    source,
    sourceId: input.sourceId,
    divisionCode: input.divisionCode,
    ...(before ? {} : { state }),
  } as never);
}

/** What moves have put on a danger, and only moves change; what is still empty may be handed in later. */
const byMoves = [
  'reportedToRegulatorAt',
  'reportedToStaffAt',
  'supervisionLevel',
  'listedAt',
  'dueOn',
  'productionSuspendedAt',
  'selfAcceptedAt',
  'reviewedAt',
  'reviewConclusion',
  'deregisteredAt',
] as const;

function refuseRewriting(before: HiddenDangerRow, given: Partial<HiddenDangerInput>): void {
  for (const property of byMoves) {
    const [old, wanted] = [before[property], given[property] ?? null];
    if (old === null || wanted === null || old === wanted) continue;
    const message = `${property} is ${old} by a move, and changes by a move only (a deadline by EXTEND).`;
    throw refusal('TRANSITION_ILLEGAL', { at: `input.${property}`, message, facts: { state: before.state } });
  }
}

async function existing<Row extends HiddenDangerRow>(
  { database, caller }: LoaderScope,
  { entity }: DangerTarget<Row>,
  source: string,
  sourceId: string,
): Promise<Row | undefined> {
  const table = database.table(entity);
  const [row] = await database.query<Row>(
    `select ${table.select('item')} from ${table.name} as item
     where owner_department = $1 and source = $2 and source_id = $3`,
    [caller.department, source, sourceId],
  );
  return row;
}

function movedElsewhere(row: HiddenDangerRow, wanted: string) {
  const legal = nextMoves(hiddenDangerMachine, row.state, row).map(({ name }) => name);
  return refusal('TRANSITION_ILLEGAL', {
    at: 'input.state',
    message: `The danger stands in ${row.state}, not in ${wanted}, and changes by moves. Legal now: ${legal.join(', ')}.`,
    facts: { state: row.state, legal: legal.join(', ') },
  });
}

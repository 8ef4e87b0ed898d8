import type { ClockRule } from '../clock/index.js';
import type { Entity } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';
import type { List } from '../lists/list.js';
import { ownedFields } from '../lists/owned.js';
import type { UpsertOutcome } from '../database/upsert.js';
import { historyLoader, type StateEvent, type StateEventRow } from '../states/events.js';
import { movesOf } from '../states/legal.js';
import { makeMove, type MoveInput, type Stateful } from '../states/move.js';
import type { LoaderScope } from '../subgraph/context.js';
import { today } from '../subgraph/inputs.js';
import { doubleReport } from './doubleReport.js';
import { isOverdue, rectificationClock, runningClock } from './clocks.js';
import { hiddenDangerList } from './list.js';
import { hiddenDangerMachine } from './machine.js';
import type { DangerState, HiddenDangerRow } from './row.js';
import { type HiddenDangerInput, upsertHiddenDanger } from './write.js';

/** What a sector says of its dangers. */
export interface HiddenDangerDefinition<Row extends HiddenDangerRow> {
  readonly entity: Entity<Row>;
  /** Entity of `<table>_event`. */
  readonly event: Entity<StateEventRow>;
  /** Entity of each kind of object in which dangers are found. */
  readonly objects: Readonly<Record<string, Entity<OwnedRow>>>;
  /** Time limit of the department's review of this danger; null where no rule sets one. */
  readonly reviewClock?: (row: Row) => ClockRule | null;
}

/** Everything a sector's resolvers, lists and mutations need; see {@link defineHiddenDangers}. */
export interface HiddenDangers<Row extends HiddenDangerRow> {
  readonly list: List<Row>;
  readonly machine: typeof hiddenDangerMachine;
  /** Resolvers of the interface's fields that are not columns, and of `ownerDepartment` and `division`. */
  readonly fields: ReturnType<typeof fieldsOf<Row>>;
  /** `upsert…HiddenDanger`. Throws as {@link upsertHiddenDanger} does. */
  upsert(
    scope: LoaderScope,
    input: HiddenDangerInput,
  ): Promise<{ hiddenDanger: Row; outcome: UpsertOutcome }>;
  /** `move…HiddenDanger`. Throws as {@link makeMove} does. */
  move(
    scope: LoaderScope,
    input: MoveInput,
  ): Promise<{ hiddenDanger: Row; event: StateEvent; repeated: boolean }>;
}

/** Makes a sector's hidden dangers out of its two entities. */
export function defineHiddenDangers<Row extends HiddenDangerRow>(
  definition: HiddenDangerDefinition<Row>,
): HiddenDangers<Row> {
  const stateful: Stateful<DangerState, Row> = {
    machine: hiddenDangerMachine,
    entity: definition.entity,
    event: definition.event,
  };
  return Object.freeze({
    list: hiddenDangerList(definition.entity),
    machine: hiddenDangerMachine,
    fields: fieldsOf(definition),
    async upsert(scope: LoaderScope, input: HiddenDangerInput) {
      const { row, outcome } = await upsertHiddenDanger(scope, definition, input);
      return { hiddenDanger: row, outcome };
    },
    async move(scope: LoaderScope, input: MoveInput) {
      const { row, event, repeated } = await makeMove(scope, stateful, input);
      return { hiddenDanger: row, event, repeated };
    },
  });
}

function fieldsOf<Row extends HiddenDangerRow>({ event, reviewClock }: HiddenDangerDefinition<Row>) {
  return {
    ...ownedFields,
    fiveSteps: ({ description, cause, accountability, immediateRectification, sourceTreatment }: Row) => ({
      description,
      cause,
      accountability,
      immediateRectification,
      sourceTreatment,
    }),
    doubleReport: (row: Row) => doubleReport(row),
    due: (row: Row) => rectificationClock(row),
    overdue: (row: Row) => isOverdue(row, today()),
    reviewDue: (row: Row) => runningClock(reviewClock?.(row) ?? null, row.selfAcceptedAt, row.reviewedAt),
    nextMoves: (row: Row) => movesOf(hiddenDangerMachine, row.state, row),
    history: ({ id }: Row, _: unknown, context: LoaderScope) => historyLoader(context, event).load(id),
  };
}

import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { refusal, type VerifiedCaller } from '@huitong/contract';
import type { Entity, TableShape } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';
import { refuseForeignLine, refuseReader } from '../database/upsert.js';
import { possibleKeys } from '../lists/keys.js';
import type { LoaderScope } from '../subgraph/context.js';
import { textWithin } from '../subgraph/inputs.js';
import type { Given } from './evidence.js';
import { eventOf, type StateEvent, type StateEventRow } from './events.js';
import { judgeMove } from './judge.js';
import type { StateMachine, Transition } from './machine.js';
import { isSuperior, moverOf } from './mover.js';
import { actsFor } from './superior.js';
import { movingRow } from './table.js';

/** A machine and the tables it moves. */
export interface Stateful<State extends string, Row extends OwnedRow> {
  readonly machine: StateMachine<State, Row>;
  readonly entity: Entity<Row>;
  /** Entity of `<table>_event`. */
  readonly event: Entity<StateEventRow>;
  /** Property that holds the state; `state` unless said. */
  readonly property?: keyof Row & string;
  /**
   * The parties that a caller is of a row (see `StateMachine.parties`). Where it is given, the moves are those of parties:
   * row security decides who may write the row and its history, and lines and reading purposes stand in nobody's way.
   */
  partiesOf?(caller: VerifiedCaller, row: Row): readonly string[];
}

/** A move as a client asks for it. */
export interface MoveInput {
  readonly id: string;
  readonly transition: string;
  /** The state that the client saw; the move is refused when the row has left it. */
  readonly expectedState?: string | null;
  /** Key of the client's own, unique within its department: repeating a move with it is answered as the first was. */
  readonly moveId?: string | null;
  readonly note?: string | null;
  readonly evidence?: Given | null;
}

/** What became of a move. */
export interface Moved<Row> {
  /** The row as it now stands. */
  readonly row: Row;
  readonly event: StateEvent;
  /** The move had been made before, under the same moveId. */
  readonly repeated: boolean;
}

type Locked<Row> = Row & { readonly version: string };

/**
 * Moves a row along its machine: reads it, takes its lock, and, in one transaction under the caller's row scope, checks
 * who asks, whether the move is legal, what it brings, and writes the new state with one step of history.
 *
 * A move that superiors make (`who.by`) is judged before the lock: of a row that they see, by whether they are such.
 * For the length of the transaction row security then lets them write it; see `superiorMoves`.
 *
 * Of two moves at once exactly one is made; the other finds the row changed. Nothing is kept of a refused one.
 * @throws Refusal NOT_OWN_ROW (hidden, absent, or another department's: one answer), FORBIDDEN, STATE_CHANGED,
 *   TRANSITION_ILLEGAL naming the legal moves, EVIDENCE_MISSING, BAD_INPUT, CONFLICT when the moveId was used otherwise.
 */
export async function makeMove<State extends string, Row extends OwnedRow>(
  scope: LoaderScope,
  of: Stateful<State, Row>,
  input: MoveInput,
): Promise<Moved<Row>> {
  const bySuperior =
    of.machine.transitions.find(({ name }) => name === input.transition)?.who?.by === 'SUPERIOR';
  if (bySuperior) refuseReader(scope.caller, of.entity.name);
  else if (!of.partiesOf) refuseForeignLine(scope, of.entity.name);
  textWithin(input.note, { at: 'input.note', most: 2000 });
  textWithin(input.moveId, { at: 'input.moveId', most: 100 });
  const [id] = possibleKeys([input.id], 'uuid');
  if (!id) throw notMovable(of);
  const move = new Move(scope, of, { ...input, id });
  // Without a lock: the state that the move is judged against is the one that its sender could see.
  const seen = await move.look();
  const acting = bySuperior ? move.refuseInferior(seen) : null;
  return scope.database.transaction(async (manager) => {
    if (acting) await manager.query(`select set_config('huitong.${actsFor}', $1, true)`, [acting]);
    return move.make(manager, seen?.version);
  });
}

/** A row as its mover sees it before the lock. */
interface Seen {
  readonly version: string;
  readonly ownerDepartment: string;
  readonly divisionPath: string[];
}

const notMovable = ({ entity }: { readonly entity: { readonly name: string } }) =>
  refusal('NOT_OWN_ROW', {
    at: 'input.id',
    message: `No ${entity.name} of the caller's own department in its own divisions has this id.`,
  });

/** One move of one row; see {@link makeMove}. */
class Move<State extends string, Row extends OwnedRow> {
  readonly #scope: LoaderScope;
  readonly #of: Stateful<State, Row>;
  readonly #input: MoveInput;
  readonly #table: TableShape;
  readonly #events: TableShape;
  readonly #property: keyof Row & string;

  constructor(scope: LoaderScope, of: Stateful<State, Row>, input: MoveInput) {
    this.#scope = scope;
    this.#of = of;
    this.#input = input;
    this.#table = scope.database.table(of.entity);
    this.#events = scope.database.table(of.event);
    this.#property = of.property ?? ('state' as keyof Row & string);
  }

  async look(): Promise<Seen | undefined> {
    const text = `select xmin::text as version, owner_department as "ownerDepartment", division_path as "divisionPath"
      from ${this.#table.name} where id = $1`;
    const [row] = await this.#scope.database.query<Seen>(text, [this.#input.id]);
    return row;
  }

  /** The department for which a superior acts. */
  refuseInferior(seen: Seen | undefined): string {
    if (!seen) throw notMovable(this.#of);
    if (isSuperior(this.#scope.caller, seen)) return seen.ownerDepartment;
    const message = `${this.#input.transition} is made by a department above the row's own, or by the office of the safety committee (安委办), whose area holds the row.`;
    throw refusal('FORBIDDEN', { at: 'input.transition', message });
  }

  async make(manager: EntityManager, seen: string | undefined): Promise<Moved<Row>> {
    const row = await this.#lock(manager);
    const before = await this.#madeBefore(manager, row);
    if (before) return { row, event: before, repeated: true };
    const state = row[this.#property] as State;
    this.#refuseStale(state, seen === row.version);
    const question = { row, state, evidence: this.#input.evidence ?? {}, now: new Date() };
    const mover = moverOf(this.#scope.caller, row);
    const legal = judgeMove<State, Row>(this.#of.machine, {
      ...question,
      mover,
      transition: this.#input.transition,
    });
    this.#refuseStranger(legal.transition, row);
    // History first: the table takes no state that its history does not lead to.
    const event = await this.#record(manager, row, { ...legal, state });
    const values = { ...legal.values, [this.#property]: legal.to };
    await manager.query(`select set_config('huitong.${movingRow}', $1, true)`, [row.id]);
    await manager.getRepository(this.#of.entity).update({ id: row.id } as never, values as never);
    return { row: await this.#read(manager), event, repeated: false };
  }

  /** The row under its lock. Row security gives no lock on a row that the caller could not write. */
  async #lock(manager: EntityManager): Promise<Locked<Row>> {
    const text = `select ${this.#table.select('item')}, item.xmin::text as version
      from ${this.#table.name} as item where id = $1 for update`;
    const [row] = await manager.query<Locked<Row>[]>(text, [this.#input.id]);
    if (!row) throw notMovable(this.#of);
    return row;
  }

  async #read(manager: EntityManager): Promise<Row> {
    const text = `select ${this.#table.select('item')} from ${this.#table.name} as item where id = $1`;
    const [row] = await manager.query<Row[]>(text, [this.#input.id]);
    return row as Row;
  }

  /** The step that an earlier move with the same moveId made. */
  async #madeBefore(manager: EntityManager, row: Row): Promise<StateEvent | null> {
    const { id, moveId, transition } = this.#input;
    if (!moveId) return null;
    const [step] = await manager.query<StateEventRow[]>(
      `select ${this.#events.select('item')} from ${this.#events.name} as item
       where owner_department = $1 and source = $2 and source_id = $3`,
      [row.ownerDepartment, this.#source(row), moveId],
    );
    if (!step) return null;
    if (step.objectId === id && step.transition === transition) return eventOf(step);
    throw refusal('CONFLICT', {
      at: 'input.moveId',
      message: 'This moveId has been used for another move; take a new one.',
    });
  }

  /** Under which the history keeps its moveIds apart from those of other departments. */
  #source({ ownerDepartment }: Row): string {
    const { department } = this.#scope.caller;
    return department === ownerDepartment ? 'move' : `move ${department}`;
  }

  #refuseStale(state: State, unchanged: boolean): void {
    const expected = this.#input.expectedState ?? state;
    if (unchanged && expected === state) return;
    throw refusal('STATE_CHANGED', {
      at: 'input.expectedState',
      message: `${this.#of.entity.name} was changed by somebody else; it is now ${this.#called(state)}.`,
      facts: { state },
    });
  }

  #called = (state: State) => `${state} (${this.#of.machine.states[state]?.zh})`;

  #refuseStranger({ name, who }: Transition<State, Row>, row: Row): void {
    const { line, role } = this.#scope.caller;
    if (who?.by === 'PARTY') this.#refuseOutsider({ name, parties: who.parties ?? [] }, row);
    const strange = who?.lines && !who.lines.includes(line) ? `lines ${who.lines.join(', ')}` : null;
    const unfit = who?.roles && !who.roles.includes(role) ? `roles ${who.roles.join(', ')}` : null;
    if (!strange && !unfit) return;
    const whose = who?.by === 'PARTY' ? '' : " of the row's own department";
    const message = `${name} is made by ${[strange, unfit].filter(Boolean).join(' with ')}${whose}.`;
    throw refusal('FORBIDDEN', { at: 'input.transition', message });
  }

  #refuseOutsider(move: { readonly name: string; readonly parties: readonly string[] }, row: Row): void {
    const is = this.#of.partiesOf?.(this.#scope.caller, row) ?? [];
    if (move.parties.some((party) => is.includes(party))) return;
    const titles = move.parties.map((party) => {
      const title = this.#of.machine.parties?.[party];
      return `${title?.zh} (${title?.en})`;
    });
    const message = `${move.name} is made by ${titles.join(' or ')}.`;
    throw refusal('FORBIDDEN', { at: 'input.transition', message });
  }

  async #record(manager: EntityManager, row: Row, step: Step<State, Row>): Promise<StateEvent> {
    const { caller } = this.#scope;
    const { note, moveId } = this.#input;
    const text = `insert into ${this.#events.name} as item (id, owner_department, division_code, source, source_id, synthetic,
        object_id, object_type, step, transition, from_state, to_state, by_department, by_officer, note, evidence)
      select $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(step), 0) + 1, $9, $10, $11, $12, $13, $14, $15
      from ${this.#events.name} where object_id = $7
      returning ${this.#events.select('item')}`;
    const [made] = await manager.query<StateEventRow[]>(text, [
      ...[
        randomUUID(),
        row.ownerDepartment,
        row.divisionCode,
        this.#source(row),
        moveId ?? randomUUID(),
        row.synthetic,
      ],
      ...[row.id, this.#of.entity.name, step.transition.name, step.state, step.to],
      ...[caller.department, caller.subject, note ?? null, JSON.stringify(step.evidence)],
    ]);
    return eventOf(made as StateEventRow);
  }
}

interface Step<State extends string, Row> {
  readonly transition: Transition<State, Row>;
  readonly state: State;
  readonly to: State;
  readonly evidence: Given;
}

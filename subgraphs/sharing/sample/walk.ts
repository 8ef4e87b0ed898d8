import { judgeMove, type OwnedRow, Random, type StateMachine } from '@huitong/kit';

/** One step of an invented row's life. */
export interface Step {
  readonly transition: string;
  readonly at: Date;
  /** Department that makes it. */
  readonly by: string;
  readonly officer: string;
  readonly evidence?: Readonly<Record<string, unknown>>;
}

/** An invented row where its steps have led it, and its history. */
export interface Walked<Row> {
  readonly row: Row;
  readonly events: readonly object[];
}

/**
 * Leads an invented row along its machine, move by move, so that no demo row stands where none could.
 * @param start the row as it was made, in the machine's first state.
 */
export function walk<State extends string, Row extends OwnedRow & { readonly state: State }>(
  machine: StateMachine<State, Row>,
  type: string,
  { start, made, steps }: { readonly start: Row; readonly made: Date; readonly steps: readonly Step[] },
): Walked<Row> {
  const random = new Random(Number.parseInt(start.id.slice(0, 8), 16));
  const event = (step: number, of: object) => ({
    id: random.uuid(),
    ownerDepartment: start.ownerDepartment,
    divisionCode: start.divisionCode,
    source: 'sample',
    sourceId: `${start.id}-${step}`,
    synthetic: true,
    ...{ objectId: start.id, objectType: type, step, note: null },
    ...of,
  });
  let row: Row = { ...start, state: machine.initial };
  const first = { transition: 'CREATE', fromState: null, toState: machine.initial, evidence: {} };
  const events = [
    event(1, { ...first, at: made.toISOString(), byDepartment: start.ownerDepartment, byOfficer: null }),
  ];
  for (const { transition, at, by, officer, evidence = {} } of steps) {
    const move = judgeMove<State, Row>(machine, { row, state: row.state, transition, evidence, now: at });
    const made = { transition, fromState: row.state, toState: move.to, evidence: move.evidence };
    events.push(
      event(events.length + 1, { ...made, at: at.toISOString(), byDepartment: by, byOfficer: officer }),
    );
    row = { ...row, ...move.values, state: move.to };
  }
  return { row, events };
}

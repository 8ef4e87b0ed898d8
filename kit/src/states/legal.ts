import { destination, type Evidence, type StateMachine, type Transition } from './machine.js';

/** The transitions that a row may take from a state now: declared from there, and open to this row. */
export function nextMoves<State extends string, Row>(
  machine: StateMachine<State, Row>,
  state: State,
  row: Row,
  now = new Date(),
): Transition<State, Row>[] {
  return machine.transitions.filter(
    (transition) => transition.from.includes(state) && (transition.applies?.(row, now) ?? null) === null,
  );
}

/** Whether a transition must be given this evidence for this row. */
export const isRequired = <Row>(evidence: Evidence<Row>, row: Row): boolean =>
  (evidence.when?.holds(row) ?? true) &&
  !(evidence.standing && evidence.property && (row[evidence.property] ?? null) !== null);

/** The prelude's `StateMove`: a move that is open to a row now, and what it takes. */
export interface StateMove {
  readonly transition: string;
  readonly title: string;
  readonly titleEnglish: string;
  readonly to: string;
  readonly by: 'OWN_DEPARTMENT' | 'SUPERIOR' | 'PARTY';
  /** With PARTY: who, in Chinese and English; null else. */
  readonly parties: string[] | null;
  readonly evidence: {
    readonly name: string;
    readonly title: string;
    readonly titleEnglish: string;
    readonly kind: string;
    readonly required: boolean;
  }[];
}

const partyTitle = <State extends string, Row>({ parties }: StateMachine<State, Row>, party: string) =>
  `${parties?.[party]?.zh} ${parties?.[party]?.en}`;

/** The moves open to a row now, as the graph shows them. */
export function movesOf<State extends string, Row>(
  machine: StateMachine<State, Row>,
  state: State,
  row: Row,
): StateMove[] {
  return nextMoves(machine, state, row)
    .map((move) => ({ ...move, to: destination(move, state) }))
    .map(({ name, title, to, who, requires = [], accepts = [] }) => ({
      transition: name,
      title: title.zh,
      titleEnglish: title.en,
      to,
      by: who?.by ?? 'OWN_DEPARTMENT',
      parties: who?.parties?.map((party) => partyTitle(machine, party)) ?? null,
      evidence: [
        ...requires.map((one) => ({ one, required: isRequired(one, row) })),
        ...accepts.map((one) => ({ one, required: false })),
      ].map(({ one, required }) => ({
        name: one.name,
        title: one.title.zh,
        titleEnglish: one.title.en,
        kind: one.kind,
        required,
      })),
    }));
}

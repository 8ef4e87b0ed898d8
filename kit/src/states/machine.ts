import type { DepartmentLine } from '@huitong/contract';
import type { ClockRule } from '../clock/index.js';
import type { MoverFacts } from './mover.js';

/** A name in the two languages of the graph. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** A state that a row can be in. */
export interface StateDefinition extends Bilingual {
  /** Nothing more is owed: clocks stand still, and only a transition that `reopens` leads away. */
  readonly final?: true;
}

/** Something that a move must, or may, bring with it. Its value is checked, kept in the history, and written. */
export interface Evidence<Row> {
  /** Key in the move's evidence. */
  readonly name: string;
  readonly title: Bilingual;
  /** INSTANT is never in the future. */
  readonly kind: 'TEXT' | 'INSTANT' | 'DATE' | 'BOOLEAN' | 'NUMBER';
  /** Longest text in characters; 4,000 when absent. */
  readonly longest?: number;
  /** Property of the row that takes the value. */
  readonly property?: keyof Row & string;
  /** A value that stands on the row already will do. */
  readonly standing?: true;
  /** Required for some rows only: which, in words, and how to tell. */
  readonly when?: Bilingual & { holds(row: Row): boolean };
}

/** Who may make a move: anybody of the row's own department unless said. */
export interface Mover {
  /**
   * SUPERIOR: not the row's own department, but one of its line whose area holds the row, or the safety committee's
   * office (安委办) there; see `isSuperior`. PARTY: one of `parties`, of a row that lies between several departments.
   * OWN_DEPARTMENT unless said.
   */
  readonly by?: 'OWN_DEPARTMENT' | 'SUPERIOR' | 'PARTY';
  /** With PARTY: which of the machine's parties. */
  readonly parties?: readonly string[];
  readonly lines?: readonly DepartmentLine[];
  readonly roles?: readonly string[];
}

/** A move under way, as guards and effects see it. */
export interface MoveFacts {
  /** Checked evidence by name; only what was given. */
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly now: Date;
  /** Who makes it; absent where a machine is asked without a caller. */
  readonly mover?: MoverFacts;
}

/** A time limit for which the law has no number: a department sets the day. */
export type DeadlineRule = Pick<ClockRule, 'name' | 'title' | 'basis'> & { readonly unit: 'DEADLINE' };

/** One way from state to state. */
export interface Transition<State extends string, Row> {
  /** In capitals, a verb: `REPORT`. */
  readonly name: string;
  readonly title: Bilingual;
  readonly from: readonly State[];
  readonly to: State;
  /** States of `from` in which the row stays, though the move is made. */
  readonly keeps?: readonly State[];
  /** The row's own department unless said. */
  readonly who?: Mover;
  /** What must be given. */
  readonly requires?: readonly Evidence<Row>[];
  /** What may be given. */
  readonly accepts?: readonly Evidence<Row>[];
  /** To which rows the way is open, in words; what `applies` says in code. */
  readonly condition?: Bilingual;
  /** Why the way is closed to this row, whatever is given with the move; null when it is open. */
  applies?(row: Row, now: Date): string | null;
  /** What speaks against the move with what was given; null when nothing does. */
  guard?(row: Row, move: MoveFacts): string | null;
  /** Properties that the move sets, beside those of its evidence. */
  writes?(row: Row, move: MoveFacts): object;
  /** Time limits that start to run, stop, or move with it; for docs/states.md. */
  readonly clocks?: readonly (ClockRule | DeadlineRule)[];
  /** Said when it is asked for in a state from which it does not lead. */
  readonly otherwise?: string;
  /** Leads out of a final state. */
  readonly reopens?: true;
  /** Law or notice, where it is not the machine's. */
  readonly source?: string;
}

/** A life cycle as data: nothing moves but as it says. */
export interface StateMachine<State extends string = string, Row = unknown> {
  /** `hidden-danger`: lower case with hyphens. */
  readonly name: string;
  readonly title: Bilingual;
  /** Law, notice, or page of the domain that it encodes. */
  readonly source: string;
  readonly states: Readonly<Record<State, StateDefinition>>;
  readonly initial: State;
  /** Departments between which a row lies, such as who applies and who provides, by the names that transitions use. */
  readonly parties?: Readonly<Record<string, Bilingual>>;
  readonly transitions: readonly Transition<State, Row>[];
}

/** Any machine, for lists of them. */
export type AnyStateMachine = StateMachine<string, never>;

/**
 * Declares a state machine.
 * @throws Error when it contradicts itself: an unknown state, one that cannot be reached, two transitions of one name,
 *   a way out of a final state that does not say that it reopens. A mistake of the author, found when it is loaded.
 */
export function defineStateMachine<State extends string, Row>(
  machine: StateMachine<State, Row>,
): StateMachine<State, Row> {
  const problems = machineProblems(machine as unknown as AnyStateMachine);
  if (problems.length > 0) throw new Error(`State machine ${machine.name}: ${problems.join('; ')}`);
  return Object.freeze(machine);
}

function machineProblems({ states, initial, parties = {}, transitions }: AnyStateMachine): string[] {
  const problems: string[] = [];
  const known = new Set(Object.keys(states));
  const names = new Set<string>();
  if (!known.has(initial)) problems.push(`initial state ${initial} is not declared`);
  for (const { name, from, to, who, keeps = [], reopens, requires = [], accepts = [] } of transitions) {
    if (who?.by === 'PARTY' && !who.parties?.length)
      problems.push(`${name} does not say which party makes it`);
    for (const party of who?.parties ?? [])
      if (!Object.hasOwn(parties, party)) problems.push(`${name} names the unknown party ${party}`);
    if (names.has(name)) problems.push(`transition ${name} is declared twice`);
    names.add(name);
    for (const state of [...from, to])
      if (!known.has(state)) problems.push(`${name} names the unknown state ${state}`);
    for (const state of keeps)
      if (!from.includes(state)) problems.push(`${name} keeps ${state}, from which it does not lead`);
    if (!reopens && from.some((state) => states[state]?.final))
      problems.push(`${name} leads out of a final state and does not say that it reopens`);
    const evidence = [...requires, ...accepts].map((one) => one.name);
    if (new Set(evidence).size < evidence.length) problems.push(`${name} asks for one evidence twice`);
  }
  const reached = new Set([initial]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to, keeps = [] } of transitions)
      if (from.some((state) => reached.has(state) && !keeps.includes(state))) reached.add(to);
  }
  for (const state of known) if (!reached.has(state)) problems.push(`state ${state} cannot be reached`);
  return problems;
}

/** The state to which a transition leads from another. */
export const destination = <State extends string, Row>(
  { to, keeps }: Pick<Transition<State, Row>, 'to' | 'keeps'>,
  from: State,
): State => (keeps?.includes(from) ? from : to);

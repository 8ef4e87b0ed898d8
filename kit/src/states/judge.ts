import { type Refusal, refusal } from '@huitong/contract';
import { checkEvidence, evidenceWrites, type Given } from './evidence.js';
import { nextMoves } from './legal.js';
import { destination, type StateMachine, type Transition } from './machine.js';
import type { MoverFacts } from './mover.js';

/** A move to be judged. */
export interface MoveQuestion<State extends string, Row> {
  /** The row as it stands; never changed. */
  readonly row: Row;
  readonly state: State;
  readonly transition: string;
  readonly evidence: Given;
  readonly now: Date;
  /** Who asks, where a caller does. */
  readonly mover?: MoverFacts;
}

/** A move that is legal, and what it writes. */
export interface LegalMove<State extends string, Row> {
  readonly transition: Transition<State, Row>;
  /** The state to which it leads. */
  readonly to: State;
  /** Checked evidence, for the history. */
  readonly evidence: Given;
  /** Properties to set, beside the state. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Judges one move by its machine alone: whether it leads from here, is open to this row, brings what it needs, and
 * whether anything given speaks against it. Pure: no database, no caller.
 * @throws Refusal TRANSITION_ILLEGAL naming the legal moves, EVIDENCE_MISSING, BAD_INPUT
 */
export function judgeMove<State extends string, Row>(
  machine: StateMachine<State, Row>,
  question: MoveQuestion<State, Row>,
): LegalMove<State, Row> {
  const { row, state, now, mover } = question;
  const transition = machine.transitions.find(({ name }) => name === question.transition);
  if (!transition) {
    const names = machine.transitions.map(({ name }) => name).join(', ');
    const message = `${machine.title.zh} has no transition "${question.transition.slice(0, 40)}"; it has ${names}.`;
    throw refusal('BAD_INPUT', { at: 'input.transition', message });
  }
  if (!transition.from.includes(state)) throw illegal(machine, question, transition.otherwise ?? null);
  const closed = transition.applies?.(row, now) ?? null;
  if (closed !== null) throw illegal(machine, question, closed);
  const evidence = checkEvidence(transition, row, question.evidence, now);
  const facts = { evidence, now, ...(mover ? { mover } : {}) };
  const problem = transition.guard?.(row, facts) ?? null;
  if (problem !== null) throw illegal(machine, question, problem);
  const values = { ...evidenceWrites(transition, evidence), ...transition.writes?.(row, facts) };
  return { transition, to: destination(transition, state), evidence, values };
}

function illegal<State extends string, Row>(
  machine: StateMachine<State, Row>,
  { row, state, transition, now }: MoveQuestion<State, Row>,
  why: string | null,
): Refusal {
  const legal = nextMoves(machine, state, row, now);
  const list = legal.map(({ name, title }) => `${name} (${title.zh})`).join(', ') || 'none';
  const reason = why === null ? '' : `: ${why}`;
  return refusal('TRANSITION_ILLEGAL', {
    at: 'input.transition',
    message: `${transition} cannot be made in ${state} (${machine.states[state].zh})${reason}. Legal now: ${list}.`,
    facts: { state, legal: legal.map(({ name }) => name).join(', ') },
  });
}

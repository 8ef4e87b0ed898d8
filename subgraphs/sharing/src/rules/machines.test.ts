import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusalOf } from '@huitong/contract';
import { type AnyStateMachine, judgeMove, nextMoves, type StateMachine } from '@huitong/kit';
import { applicationMachine } from './applicationMachine.js';
import { disputeMachine } from './disputeMachine.js';
import { grantMachine } from './grantMachine.js';
import { verificationMachine } from './verificationMachine.js';

type Row = Record<string, unknown>;
const day = 86_400_000;
const begin = Date.parse('2026-03-02T02:00:00Z');
const at = (days: number) => new Date(begin + days * day);

/** Everything that any move asks for. */
const evidence: Row = {
  ...{ workingDays: 3, reason: '理由', missing: '清单', statement: '说明', reasons: '理由', reply: '答复' },
  ...{ method: '删除', evidenceHash: 'a'.repeat(64), externalAuthorisationNumber: '1', settlement: '结果' },
};
const rows: Readonly<Record<string, Row>> = {
  'sharing-application': {
    ...{ state: 'SUBMITTED', submittedAt: at(0).toISOString(), answerClock: { workingDays: 10, basis: 'x' } },
    ...{ reviewedAt: null, extensionWorkingDays: null, returnedAt: null, supplementDueAt: null },
  },
  'sharing-grant': {
    ...{ state: 'ACTIVE', sharedAt: null, startsAt: at(0).toISOString(), expiresAt: at(30).toISOString() },
    ...{ endedAt: null },
  },
  verification: { state: 'OPEN' },
  'sharing-dispute': { state: 'NEGOTIATING' },
};
const machines = [
  applicationMachine,
  grantMachine,
  verificationMachine,
  disputeMachine,
] as unknown as StateMachine<string, Row>[];

/** Makes a move with what it asks for; the row as it then stands, or null where it is refused. */
function tried(machine: StateMachine<string, Row>, row: Row, name: string, now: Date): Row | null {
  const { requires = [] } = machine.transitions.find((one) => one.name === name) ?? {};
  const given = Object.fromEntries(requires.map((one) => [one.name, evidence[one.name]]));
  const state = row['state'] as string;
  try {
    const move = judgeMove(machine, { row, state, transition: name, evidence: given, now });
    return { ...row, ...move.values, state: move.to };
  } catch (error) {
    expect(refusalOf(error)?.code).toBe('TRANSITION_ILLEGAL');
    return null;
  }
}

describe.each(machines.map((machine) => [machine.name, machine] as const))(
  'the machine %s',
  (name, machine) => {
    const names = machine.transitions.map((transition) => transition.name);

    it('makes of all moves in any order only those that it offers, and none after its end', () => {
      const steps = fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 12 })), {
        maxLength: 20,
      });
      fc.assert(
        fc.property(steps, (moves) => {
          let row = rows[name] as Row;
          let days = 0;
          for (const [transition, later] of moves) {
            days += later;
            const state = row['state'] as string;
            const offered = nextMoves(machine, state, row, at(days)).map((one) => one.name);
            const next = tried(machine, row, transition, at(days));
            if (next !== null) expect(offered).toContain(transition);
            if (machine.states[state]?.final) expect(next).toBeNull();
            row = next ?? row;
          }
        }),
      );
    });

    it('says of each move which of its parties makes it', () => {
      for (const { who } of machine.transitions) {
        expect(who?.by).toBe('PARTY');
        for (const party of who?.parties ?? []) expect(Object.keys(machine.parties ?? {})).toContain(party);
      }
    });

    it('can end from every state', () => {
      const final = Object.keys(machine.states).filter((state) => machine.states[state]?.final);
      const ends = (state: string, seen: readonly string[] = []): boolean =>
        final.includes(state) ||
        (machine as AnyStateMachine).transitions
          .filter(({ from, to }) => from.includes(state) && !seen.includes(to) && to !== state)
          .some(({ to }) => ends(to, [...seen, state]));
      for (const state of Object.keys(machine.states)) expect([state, ends(state)]).toEqual([state, true]);
    });
  },
);

it('an application is returned at most once and extended at most once, whatever is tried', () => {
  const names = applicationMachine.transitions.map(({ name }) => name);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 30 }), (moves) => {
      let row = rows['sharing-application'] as Row;
      const made: string[] = [];
      for (const transition of moves) {
        const next = tried(machines[0] as StateMachine<string, Row>, row, transition, at(1));
        if (next) made.push(transition);
        row = next ?? row;
      }
      for (const once of ['RETURN', 'EXTEND', 'PASS_REVIEW'])
        expect(made.filter((name) => name === once).length).toBeLessThanOrEqual(1);
    }),
  );
});

it('a dispute leaves out no instance', () => {
  const machine = machines[3] as StateMachine<string, Row>;
  const row = rows['sharing-dispute'] as Row;
  expect(tried(machine, row, 'REFER_TO_GOVERNMENT', at(1))).toBeNull();
  expect(tried(machine, row, 'REFER_TO_COMMON_SUPERIOR', at(1))).toBeNull();
  expect(tried(machine, row, 'REFER_TO_SUPERVISOR', at(1))).toMatchObject({ state: 'WITH_SUPERVISOR' });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusalOf } from '@huitong/contract';
import { machinePage } from './diagram.js';
import { judgeMove } from './judge.js';
import { movesOf, nextMoves } from './legal.js';
import { type AnyStateMachine, defineStateMachine, type StateMachine, type Transition } from './machine.js';

const named = (text: string) => ({ zh: text, en: text });

/** A machine out of bare pairs, every state reachable. */
type Bare = StateMachine<string, { readonly open: boolean }>;
function machineOf(size: number, pairs: readonly (readonly [number, number])[]): Bare {
  const states = Object.fromEntries(Array.from({ length: size }, (_, n) => [`S${n}`, named(`状态${n}`)]));
  const chain = Array.from({ length: size - 1 }, (_, n) => [n, n + 1] as const);
  const transitions: Transition<string, { readonly open: boolean }>[] = [...chain, ...pairs].map(
    ([from, to], n) => ({
      name: `T${n}`,
      title: named(`变迁${n}`),
      from: [`S${from}`],
      to: `S${to}`,
      applies: (row) => (n % 5 === 4 && !row.open ? 'the row is closed' : null),
    }),
  );
  return defineStateMachine({
    name: 'bare',
    title: named('测试'),
    source: 'test',
    states,
    initial: 'S0',
    transitions,
  });
}
const machines = fc.integer({ min: 2, max: 8 }).chain((size) => {
  const state = fc.integer({ min: 0, max: size - 1 });
  return fc.array(fc.tuple(state, state), { maxLength: 12 }).map((pairs) => machineOf(size, pairs));
});
const now = new Date('2026-05-01T00:00:00Z');

function refusedWith(work: () => unknown) {
  try {
    work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return refusal;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('any machine', () => {
  it('is never left on a random walk, and the history of the walk leads to where it ended', () => {
    fc.assert(
      fc.property(machines, fc.boolean(), fc.array(fc.nat(), { maxLength: 40 }), (machine, open, choices) => {
        const row = { open };
        let state = machine.initial;
        const history: { from: string; to: string }[] = [];
        for (const choice of choices) {
          const legal = nextMoves(machine, state, row, now);
          const wanted = legal[choice % Math.max(1, legal.length)];
          if (!wanted) break;
          const { transition } = judgeMove(machine, {
            row,
            state,
            transition: wanted.name,
            evidence: {},
            now,
          });
          expect(transition.from).toContain(state);
          expect(Object.keys(machine.states)).toContain(transition.to);
          history.push({ from: state, to: transition.to });
          state = transition.to;
        }
        expect(history.reduce((at, step) => (expect(step.from).toBe(at), step.to), machine.initial)).toBe(
          state,
        );
      }),
    );
  });

  it('refuses every pair of state and transition that it does not declare, and names the legal moves', () => {
    fc.assert(
      fc.property(machines, fc.boolean(), (machine, open) => {
        const row = { open };
        for (const state of Object.keys(machine.states)) {
          const legal = nextMoves(machine, state, row, now).map(({ name }) => name);
          for (const { name } of machine.transitions) {
            const ask = () => judgeMove(machine, { row, state, transition: name, evidence: {}, now });
            if (legal.includes(name)) expect(ask().transition.name).toBe(name);
            else {
              const { code, message, extensions } = refusedWith(ask);
              expect(code).toBe('TRANSITION_ILLEGAL');
              expect(extensions).toMatchObject({ state, legal: legal.join(', ') });
              for (const one of legal) expect(message).toContain(one);
            }
          }
          expect(movesOf(machine, state, row).map(({ transition }) => transition)).toEqual(legal);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a definition that contradicts itself is refused when it is loaded', () => {
  const good = machineOf(3, []);
  const with_ = (change: Partial<Bare>) => () => defineStateMachine({ ...good, ...change });
  const [first] = good.transitions as [Bare['transitions'][number]];
  it.each([
    ['an unknown initial state', { initial: 'S9' }, 'S9 is not declared'],
    [
      'an unknown state',
      { transitions: [...good.transitions, { ...first, name: 'X', to: 'S9' }] },
      'unknown state S9',
    ],
    ['two of one name', { transitions: [...good.transitions, first] }, 'declared twice'],
    ['a state out of reach', { states: { ...good.states, S7: named('孤立') } }, 'S7 cannot be reached'],
    [
      'a way out of a final state',
      { states: { ...good.states, S0: { ...named('终'), final: true as const } } },
      'does not say that it reopens',
    ],
  ])('%s', (_, change, words) => expect(with_(change)).toThrow(words));
});

describe('evidence', () => {
  interface Thing {
    readonly kind: 'A' | 'B';
    readonly note: string | null;
  }
  const ask = (evidence: Record<string, unknown>, row: Thing = { kind: 'A', note: null }) => {
    const machine = defineStateMachine<'OPEN' | 'SHUT', Thing>({
      name: 'thing',
      title: named('事物'),
      source: 'test',
      states: { OPEN: named('开'), SHUT: named('关') },
      initial: 'OPEN',
      transitions: [
        {
          name: 'SHUT',
          title: named('关闭'),
          from: ['OPEN'],
          to: 'SHUT',
          requires: [
            {
              name: 'note',
              title: named('说明'),
              kind: 'TEXT',
              longest: 5,
              property: 'note',
              standing: true,
            },
            {
              name: 'at',
              title: named('时间'),
              kind: 'INSTANT',
              when: { ...named('甲类'), holds: ({ kind }) => kind === 'A' },
            },
          ],
          accepts: [
            { name: 'on', title: named('日期'), kind: 'DATE' },
            { name: 'count', title: named('数量'), kind: 'NUMBER' },
            { name: 'sure', title: named('确认'), kind: 'BOOLEAN' },
          ],
        },
      ],
    });
    return judgeMove(machine, { row, state: 'OPEN', transition: 'SHUT', evidence, now });
  };
  const at = '2026-04-30T00:00:00Z';

  it('is written where it belongs, and only what was given is kept', () => {
    expect(ask({ note: '合格', at, count: 3, sure: null }).values).toEqual({ note: '合格' });
    expect(ask({ note: '合格', at, count: 3, sure: null }).evidence).toEqual({ note: '合格', at, count: 3 });
  });

  it('that is missing is named, all of it; for a row that needs less, less', () => {
    const refusal = refusedWith(() => ask({}));
    expect(refusal.code).toBe('EVIDENCE_MISSING');
    expect(refusal.extensions['missing']).toBe('note, at');
    expect(refusedWith(() => ask({}, { kind: 'B', note: null })).extensions['missing']).toBe('note');
    expect(ask({}, { kind: 'B', note: '有' }).evidence).toEqual({});
  });

  it.each<[string, Record<string, unknown>]>([
    ['input.evidence.note', { note: '六个字太长了吧', at }],
    ['input.evidence.note', { note: ' ', at }],
    ['input.evidence.at', { note: '好', at: '2026-05-02T00:00:00Z' }],
    ['input.evidence.at', { note: '好', at: 'yesterday' }],
    ['input.evidence.on', { note: '好', at, on: '2026-02-30' }],
    ['input.evidence.count', { note: '好', at, count: Number.NaN }],
    ['input.evidence.sure', { note: '好', at, sure: 'yes' }],
    ['input.evidence.penalty', { note: '好', at, penalty: 500 }],
  ])('of the wrong kind is refused at %s', (place, evidence) => {
    const refusal = refusedWith(() => ask(evidence));
    expect([refusal.code, refusal.extensions['at']]).toEqual(['BAD_INPUT', place]);
  });
});

it('a page draws every transition from every state, and lists each once', () => {
  const machine = machineOf(4, [
    [3, 0],
    [2, 2],
  ]);
  const page = machinePage(machine as unknown as AnyStateMachine);
  for (const { name, from, to } of machine.transitions) {
    for (const state of from) expect(page).toContain(`${state} --> ${to}: `);
    expect(page.split(`| \`${name}\` `)).toHaveLength(2);
  }
  expect(page).toContain('[*] --> S0');
});

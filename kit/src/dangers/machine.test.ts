import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { prelude, refusalOf } from '@huitong/contract';
import { buildSchema, type GraphQLEnumType, type GraphQLInputObjectType } from 'graphql';
import { addHours } from '../clock/index.js';
import { Random } from '../sample/random.js';
import { judgeMove } from '../states/judge.js';
import { nextMoves } from '../states/legal.js';
import type { MoverFacts } from '../states/mover.js';
import { isOverdue, rectificationClock } from './clocks.js';
import { doubleReport } from './doubleReport.js';
import { hiddenDangerMachine as machine } from './machine.js';
import { dangerLevels, dangerStates, type DangerState, type HiddenDangerRow } from './row.js';
import { demoHiddenDanger } from './sample.js';
import { standingProblems } from './standing.js';

const start = new Date('2026-03-02T02:00:00Z');
const found = (level: 'GENERAL' | 'MAJOR') =>
  ({
    ...demoHiddenDanger(new Random(1), {
      type: 'T',
      objectType: 'O',
      object: { id: 'o', ownerDepartment: 'd', divisionCode: '140581' },
      index: 0,
      descriptions: ['隐患'],
    }).danger,
    level,
    foundAt: start.toISOString(),
  }) as HiddenDangerRow;

/** All the evidence that there is, true at `now`. */
const everything = (now: Date, dueOn: string): Record<string, unknown> => ({
  reportedToRegulatorAt: now.toISOString(),
  reportedToStaffAt: now.toISOString(),
  supervisionLevel: 'PROVINCE',
  dueOn,
  documentNo: '示例1号',
  immediateRectification: '已整改',
  selfAcceptedAt: now.toISOString(),
  reviewedAt: now.toISOString(),
  reviewConclusion: '合格',
  reason: '复发',
});
function step(row: HiddenDangerRow, name: string, now: Date, dueOn: string): HiddenDangerRow {
  const transition = machine.transitions.find((one) => one.name === name);
  const known = [...(transition?.requires ?? []), ...(transition?.accepts ?? [])].map((one) => one.name);
  const evidence = Object.fromEntries(
    Object.entries(everything(now, dueOn)).filter(([key]) => known.includes(key)),
  );
  const move = judgeMove(machine, {
    row,
    state: row.state,
    transition: name,
    evidence,
    now,
    mover: committee,
  });
  return { ...row, ...move.values, state: move.to } as HiddenDangerRow;
}

const committee: MoverFacts = { department: 'c', line: 'SAFETY_COMMITTEE', level: 'PROVINCE' };

/** A walk of legal moves, hours apart, with deadlines that always lie ahead and never stand still. */
function walk(level: 'GENERAL' | 'MAJOR', choices: readonly number[]) {
  let row = found(level);
  const rows = [row];
  const moves: string[] = [];
  choices.forEach((choice, n) => {
    const now = new Date(addHours(start, (n + 1) * 30));
    const legal = nextMoves(machine, row.state, row, now);
    const name = legal[choice % legal.length]?.name as string;
    row = step(row, name, now, `2027-01-${String(n + 1).padStart(2, '0')}`);
    moves.push(name);
    rows.push(row);
  });
  return { row, rows, moves };
}
const walks = fc.tuple(fc.constantFrom(...dangerLevels), fc.array(fc.nat(), { maxLength: 25 }));

describe('any walk of a hidden danger', () => {
  it('keeps the rules of every state it comes to, and never runs out of moves', () => {
    fc.assert(
      fc.property(walks, ([level, choices]) => {
        for (const row of walk(level, choices).rows) {
          expect(standingProblems(row).map(({ name }) => name)).toEqual([]);
          expect(nextMoves(machine, row.state, row, start).length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('closes no danger without a review since it was last found', () => {
    fc.assert(
      fc.property(walks, ([level, choices]) => {
        const { moves, rows } = walk(level, choices);
        moves.forEach((name, n) => {
          if (name !== 'DEREGISTER') return;
          expect(rows[n]?.supervisedBy).toBeNull();
          const round = moves.slice(0, n);
          const since = Math.max(round.lastIndexOf('REOPEN'), round.lastIndexOf('RAISE_TO_MAJOR'));
          expect(round.lastIndexOf('REVIEW')).toBeGreaterThan(since);
          if (rows[n]?.level === 'MAJOR') {
            expect(round.lastIndexOf('REPORT')).toBeGreaterThan(since);
            // It may be reported once more after it was listed, when production was suspended.
            const listed = Math.max(round.lastIndexOf('LIST'), round.lastIndexOf('RAISE_SUPERVISION'));
            expect(listed).toBeGreaterThan(round.indexOf('REPORT', since + 1));
          }
        });
      }),
      { numRuns: 300 },
    );
  });

  it('counts how often it was found again, and never lowers its level', () => {
    fc.assert(
      fc.property(walks, ([level, choices]) => {
        const { row, rows, moves } = walk(level, choices);
        expect(row.reopenings).toBe(moves.filter((name) => name === 'REOPEN').length);
        rows.forEach((one, n) => {
          if (rows[n - 1]?.level === 'MAJOR') expect(one.level).toBe('MAJOR');
        });
      }),
    );
  });
});

describe('a deadline', () => {
  const refusedFor = (row: HiddenDangerRow, name: string, now: string, dueOn: string) => {
    try {
      step(row, name, new Date(now), dueOn);
      return null;
    } catch (error) {
      return refusalOf(error)?.message ?? 'a bug';
    }
  };
  const rectifying = { ...found('GENERAL'), state: 'RECTIFYING' as DangerState, dueOn: '2026-04-10' };

  it('is not set in the past, and moves later only', () => {
    expect(refusedFor(found('GENERAL'), 'RECTIFY', '2026-04-10T15:59:00Z', '2026-04-10')).toBeNull();
    expect(refusedFor(found('GENERAL'), 'RECTIFY', '2026-04-10T16:00:00Z', '2026-04-10')).toContain(
      'has passed',
    );
    expect(refusedFor(rectifying, 'EXTEND', '2026-04-01T00:00:00Z', '2026-04-10')).toContain('already is');
    expect(refusedFor(rectifying, 'EXTEND', '2026-04-01T00:00:00Z', '2026-04-11')).toBeNull();
  });

  it('is passed at 24:00 of its day in Shanghai, and the clock says so', () => {
    expect(isOverdue(rectifying, '2026-04-10')).toBe(false);
    expect(isOverdue(rectifying, '2026-04-11')).toBe(true);
    const at = (now: string) => rectificationClock(rectifying, new Date(now));
    expect(at('2026-04-10T15:59:59Z')).toMatchObject({ overdue: false, dueAt: '2026-04-10T16:00:00.000Z' });
    expect(at('2026-04-10T16:00:00Z')).toMatchObject({ overdue: true, unit: 'DEADLINE' });
    expect(rectificationClock({ ...rectifying, dueOn: null })).toBeNull();
    expect(refusedFor(rectifying, 'RECORD_OVERDUE', '2026-04-10T15:00:00Z', '')).toContain('has not passed');
    expect(refusedFor(rectifying, 'RECORD_OVERDUE', '2026-04-10T17:00:00Z', '')).toBeNull();
  });
});

describe('提级督办', () => {
  const listed = (
    supervisionLevel: HiddenDangerRow['supervisionLevel'],
    supervisedBy: string | null = null,
  ) => ({
    ...found('MAJOR'),
    ...{ state: 'RECTIFYING' as DangerState, supervisionLevel, supervisedBy, dueOn: '2026-12-31' },
    ...{ reportedToRegulatorAt: start.toISOString(), reportedToStaffAt: start.toISOString() },
  });
  const now = new Date('2026-05-01T00:00:00Z');
  const raise = (row: HiddenDangerRow, mover: MoverFacts) => {
    const question = { row, state: row.state, transition: 'RAISE_SUPERVISION', now, mover };
    return judgeMove(machine, { ...question, evidence: { documentNo: '督办1号' } });
  };
  const mover = (level: MoverFacts['level'], line: MoverFacts['line'] = 'ENERGY') => ({
    department: 'u',
    line,
    level,
  });
  const raises = (row: HiddenDangerRow, by: MoverFacts) => {
    try {
      return raise(row, by).values['supervisionLevel'];
    } catch (error) {
      return refusalOf(error)?.code;
    }
  };

  it.each([
    ['COUNTY', null, 'CITY', 'ENERGY', 'CITY'],
    ['COUNTY', null, 'PROVINCE', 'ENERGY', 'PROVINCE'],
    ['CITY', null, 'CITY', 'ENERGY', 'TRANSITION_ILLEGAL'],
    ['CITY', null, 'COUNTY', 'ENERGY', 'TRANSITION_ILLEGAL'],
    ['CITY', null, 'COUNTY', 'SAFETY_COMMITTEE', 'TRANSITION_ILLEGAL'],
    ['COUNTY', null, 'COUNTY', 'SAFETY_COMMITTEE', 'COUNTY'],
    ['COUNTY', 'u', 'COUNTY', 'SAFETY_COMMITTEE', 'TRANSITION_ILLEGAL'],
    ['PROVINCE', null, 'PROVINCE', 'SAFETY_COMMITTEE', 'PROVINCE'],
    ['PROVINCE', 'u', 'PROVINCE', 'SAFETY_COMMITTEE', 'TRANSITION_ILLEGAL'],
    ['COUNTY', null, null, 'SAFETY_COMMITTEE', 'TRANSITION_ILLEGAL'],
  ] as const)('from %s (by %s) by a department of level %s, %s: %s', (from, by, level, line, outcome) => {
    expect(raises(listed(from, by), mover(level, line))).toBe(outcome);
  });

  it('leaves the rectification where it stands, lists a danger that was only reported, and is for major ones', () => {
    expect(raise(listed('COUNTY'), mover('CITY')).to).toBe('RECTIFYING');
    const reported = { ...listed(null), state: 'REPORTED' as DangerState };
    expect(raise(reported, mover('CITY'))).toMatchObject({ to: 'LISTED', values: { supervisedBy: 'u' } });
    expect(raises({ ...listed('COUNTY'), level: 'GENERAL' }, mover('CITY'))).toBe('TRANSITION_ILLEGAL');
    const untold = { ...listed('COUNTY'), reportedToStaffAt: null };
    expect(raises(untold, mover('CITY'))).toBe('TRANSITION_ILLEGAL');
  });

  it('is not lowered by the danger’s own department', () => {
    const row = { ...listed('CITY', 'u'), ...{ state: 'SUSPENDED_PRODUCTION' as DangerState } };
    const question = { row, state: row.state, now };
    const list = (supervisionLevel: string) => () =>
      judgeMove(machine, { ...question, transition: 'LIST', evidence: { supervisionLevel } });
    expect(list('COUNTY')).toThrow('has raised its supervision to CITY');
    expect(list('CITY')).not.toThrow();
  });
});

describe('摘牌', () => {
  const now = new Date('2026-05-01T00:00:00Z');
  const reviewed = (supervisedBy: string | null, state: DangerState = 'REVIEWED'): HiddenDangerRow => ({
    ...found('MAJOR'),
    ...{ state, supervisionLevel: 'CITY', supervisedBy, dueOn: '2026-12-31', listedAt: start.toISOString() },
    ...{ reportedToRegulatorAt: start.toISOString(), reportedToStaffAt: start.toISOString() },
    ...{ selfAcceptedAt: start.toISOString(), reviewedAt: start.toISOString(), reviewConclusion: '合格' },
  });
  const judge = (row: HiddenDangerRow, transition: string, mover: MoverFacts, evidence: object) =>
    judgeMove(machine, { row, state: row.state, transition, now, mover, evidence: { ...evidence } });
  const outcome = (row: HiddenDangerRow, mover: MoverFacts, evidence: object = { documentNo: '摘牌1号' }) => {
    try {
      return judge(row, 'LIFT_SUPERVISION', mover, evidence).values['supervisedBy'];
    } catch (error) {
      return refusalOf(error)?.code;
    }
  };
  const by = (department: string, level: MoverFacts['level'], line: MoverFacts['line'] = 'ENERGY') => ({
    ...{ department, line, level },
  });

  it.each([
    ['the department that supervises it', by('u', 'CITY'), null],
    ['one of a higher level', by('p', 'PROVINCE'), null],
    ['another of the same level', by('o', 'CITY'), 'TRANSITION_ILLEGAL'],
    ['安委办 of the same level', by('c', 'CITY', 'SAFETY_COMMITTEE'), 'TRANSITION_ILLEGAL'],
    ['one of a lower level', by('k', 'COUNTY', 'SAFETY_COMMITTEE'), 'TRANSITION_ILLEGAL'],
    ['one of no level', by('t', null, 'SAFETY_COMMITTEE'), 'TRANSITION_ILLEGAL'],
  ])('asked for by %s', (_, mover, expected) => {
    expect(outcome(reviewed('u'), mover)).toBe(expected);
  });

  it('comes after the review and with a number, where there is something to lift, and leaves the state', () => {
    for (const state of dangerStates.filter((one) => one !== 'REVIEWED')) {
      expect([state, outcome(reviewed('u', state), by('u', 'CITY'))]).toEqual([state, 'TRANSITION_ILLEGAL']);
    }
    expect(outcome(reviewed('u'), by('u', 'CITY'), {})).toBe('EVIDENCE_MISSING');
    expect(outcome(reviewed(null), by('u', 'CITY'))).toBe('TRANSITION_ILLEGAL');
    expect(judge(reviewed('u'), 'LIFT_SUPERVISION', by('u', 'CITY'), { documentNo: '1' }).to).toBe(
      'REVIEWED',
    );
  });

  it('comes before the deregistration', () => {
    const close = (row: HiddenDangerRow) => () =>
      judge(row, 'DEREGISTER', by('own', 'COUNTY'), { documentNo: '销号1号' });
    expect(close(reviewed('u'))).toThrow('LIFT_SUPERVISION');
    expect(close(reviewed(null))).not.toThrow();
    const open = (row: HiddenDangerRow) => nextMoves(machine, 'REVIEWED', row, now).map(({ name }) => name);
    expect(open(reviewed('u'))).toEqual(['LIFT_SUPERVISION', 'REOPEN']);
    expect(open(reviewed(null))).toEqual(['DEREGISTER', 'REOPEN']);
  });
});

it('双报告 is measured in hours, and waits only where it is owed', () => {
  const row = { ...found('MAJOR'), foundAt: '2026-05-01T00:00:00Z' };
  const now = new Date('2026-05-02T12:00:00Z');
  expect(doubleReport(row, now)).toMatchObject({ required: true, complete: false, waitingHours: 36 });
  const told = { ...row, reportedToRegulatorAt: '2026-05-01T01:30:00Z', reportedToStaffAt: null };
  expect(doubleReport(told, now)).toMatchObject({ regulatorHours: 1.5, staffHours: null, waitingHours: 36 });
  expect(doubleReport({ ...told, reportedToStaffAt: '2026-05-01T06:00:00Z' }, now)).toMatchObject({
    ...{ complete: true, staffHours: 6, waitingHours: null },
  });
  expect(doubleReport({ ...row, level: 'GENERAL' }, now)).toMatchObject({
    required: false,
    waitingHours: null,
  });
});

it('the prelude has the states, moves and evidence of the machine, and no other', () => {
  const schema = buildSchema(`${prelude}\ntype Query { ok: Int }`, {
    assumeValidSDL: true,
    assumeValid: true,
  });
  const values = (name: string) =>
    (schema.getType(name) as GraphQLEnumType)
      .getValues()
      .map((value) => value.name)
      .sort();
  expect(values('HiddenDangerState')).toEqual([...dangerStates].sort());
  expect(values('HiddenDangerLevel')).toEqual([...dangerLevels].sort());
  expect(values('HiddenDangerTransition')).toEqual(machine.transitions.map(({ name }) => name).sort());
  const evidence = new Set(
    machine.transitions.flatMap(({ requires = [], accepts = [] }) =>
      [...requires, ...accepts].map(({ name }) => name),
    ),
  );
  const fields = (schema.getType('HiddenDangerEvidenceInput') as GraphQLInputObjectType).getFields();
  expect(new Set(Object.keys(fields))).toEqual(evidence);
});

import { addHours, dayAt, shiftDay } from '../clock/index.js';
import { demoUscc } from '../sample/departments.js';
import { Random } from '../sample/random.js';
import { divisionPath } from '../divisions/index.js';
import { judgeMove } from '../states/judge.js';
import type { MoverFacts } from '../states/mover.js';
import { hiddenDangerMachine } from './machine.js';
import { type DangerLevel, dangerStates, type DangerState, type HiddenDangerRow, loopStages } from './row.js';

/** What demo dangers are made for. */
export interface DemoDangerOptions {
  /** GraphQL type of the rows. */
  readonly type: string;
  readonly objectType: string;
  /** The object in which it is found; its owner and division become the danger's. */
  readonly object: { readonly id: string; readonly ownerDepartment: string; readonly divisionCode: string };
  /** Number of the danger: with it state and level go round, so that every state has its rows. */
  readonly index: number;
  readonly descriptions: readonly string[];
  /** Production was suspended before the rectification was accepted, if it comes to that. */
  readonly suspended?: boolean;
}

/** A demo danger and its history. */
export interface DemoDanger {
  readonly danger: Partial<HiddenDangerRow> & { readonly id: string };
  readonly events: readonly object[];
}

const rectified = ['RECTIFY', 'SELF_ACCEPT'];
const reviewed = [...rectified, 'REVIEW'];
/** Moves that lead a danger into each state; a major one is reported and listed on the way. */
const ways: Readonly<Record<DangerState, readonly string[]>> = {
  FOUND: [],
  REPORTED: ['REPORT'],
  LISTED: [],
  RECTIFYING: ['RECTIFY'],
  SUSPENDED_PRODUCTION: ['SUSPEND_PRODUCTION'],
  SELF_ACCEPTED: rectified,
  REVIEWED: reviewed,
  DEREGISTERED: [...reviewed, 'DEREGISTER'],
  REOPENED: [...reviewed, 'DEREGISTER', 'REOPEN'],
};

function wayTo(state: DangerState, level: DangerLevel, suspended: boolean): readonly string[] {
  const way = suspended
    ? ways[state].flatMap((move) => (move === 'SELF_ACCEPT' ? ['SUSPEND_PRODUCTION', move] : [move]))
    : ways[state];
  if (level === 'GENERAL' || state === 'FOUND' || state === 'REPORTED') return way;
  return ['REPORT', 'LIST', ...way];
}

/** Far enough ahead that these dangers are not overdue while the demonstration is looked at. */
const openDeadline = '2028-06-30';

function evidenceOf(random: Random, transition: string, now: Date, dueOn: string): Record<string, unknown> {
  const at = addHours(now, -1);
  const evidence: Readonly<Record<string, Record<string, unknown>>> = {
    REPORT: { reportedToRegulatorAt: at, reportedToStaffAt: at },
    LIST: { supervisionLevel: random.pick(['PROVINCE', 'CITY', 'COUNTY']), dueOn },
    RECTIFY: { dueOn, cause: '日常检查不到位', accountability: '对当班班组长按制度考核' },
    SUSPEND_PRODUCTION: { documentNo: `示例停产〔2026〕${random.integer(1, 99)}号` },
    SELF_ACCEPT: {
      selfAcceptedAt: at,
      immediateRectification: '已更换失效部件并复核',
      sourceTreatment: '纳入月度检修计划',
    },
    REVIEW: { reviewedAt: at, reviewConclusion: '现场复查合格' },
    DEREGISTER: { documentNo: `示例销号〔2026〕${random.integer(1, 99)}号` },
    REOPEN: { reason: '同一部位再次发现' },
  };
  return evidence[transition] ?? {};
}

/**
 * One invented danger that has gone its way through the machine, move by move, with the history of it. Every third is
 * major; of those with a deadline about half are past it. The events go into the sample before the dangers.
 */
export function demoHiddenDanger(random: Random, options: DemoDangerOptions): DemoDanger {
  const { object, index, objectType, descriptions, suspended = false } = options;
  const level: DangerLevel = index % 3 === 0 ? 'MAJOR' : 'GENERAL';
  const wanted = dangerStates[Math.floor(index / 3) % dangerStates.length] as DangerState;
  const target = level === 'GENERAL' && wanted === 'LISTED' ? 'RECTIFYING' : wanted;
  const foundAt = `2026-0${random.integer(1, 8)}-${String(random.integer(10, 28))}T02:00:00.000Z`;
  const dueOn = random.chance(0.5) ? shiftDay(dayAt(foundAt), 30) : openDeadline;
  const blank = Object.fromEntries(emptyAtFirst.map((property) => [property, null]));
  const id = random.uuid();
  let row = {
    ...blank,
    id,
    ownerDepartment: object.ownerDepartment,
    divisionCode: object.divisionCode,
    source: 'sample',
    sourceId: `hidden-danger-${index}`,
    synthetic: true,
    objectType,
    objectId: object.id,
    level,
    state: 'FOUND' as DangerState,
    description: random.pick(descriptions),
    foundAt,
    selfReported: random.chance(0.4),
    loopStage: random.pick(loopStages),
    reopenings: 0,
  } as unknown as HiddenDangerRow;
  const events: object[] = [];
  const record = (step: Step, from = random) =>
    events.push(eventOf(from, options, row, { ...step, step: events.length + 1 }));
  record({ transition: 'CREATE', from: null, to: 'FOUND', at: foundAt, evidence: {} });
  let now = new Date(foundAt);
  // Of every second round of states the listed one is supervised by the city's 安委办.
  const taken = target === 'LISTED' && Math.floor(index / 27) % 2 === 0;
  for (const transition of wayTo(target, level, suspended)) {
    // As with a supervision that is raised: the dangers after it stay as they were.
    const from = suspended && transition === 'SUSPEND_PRODUCTION' ? new Random(index + 1) : random;
    now = new Date(addHours(now, 24 + from.integer(0, 24)));
    const evidence = evidenceOf(from, transition, now, dueOn);
    if (taken && transition === 'LIST') evidence['supervisionLevel'] = 'COUNTY';
    const state = row.state;
    const move = judgeMove(hiddenDangerMachine, { row, state, transition, evidence, now });
    record({ transition, from: state, to: move.to, at: now.toISOString(), evidence: move.evidence }, from);
    row = Object.assign(row, move.values, { state: move.to });
  }
  if (taken) raiseSupervision();
  return { danger: row, events };

  /** With random numbers of its own, so that the dangers after it stay as they were. */
  function raiseSupervision(): void {
    const at = new Date(addHours(now, 24));
    const city = divisionPath(object.divisionCode)?.[1] ?? object.divisionCode;
    const department = demoUscc('SAFETY_COMMITTEE', city);
    const mover: MoverFacts = { department, line: 'SAFETY_COMMITTEE', level: 'CITY' };
    const evidence = { documentNo: `示例督办〔2026〕${index}号` };
    const question = { row, state: row.state, transition: 'RAISE_SUPERVISION', evidence, now: at, mover };
    const move = judgeMove(hiddenDangerMachine, question);
    const step = {
      transition: 'RAISE_SUPERVISION',
      from: row.state,
      to: move.to,
      at: at.toISOString(),
      evidence,
    };
    const made = eventOf(new Random(index + 1), options, row, { ...step, step: events.length + 1 });
    events.push({ ...made, byDepartment: department });
    row = Object.assign(row, move.values, { state: move.to });
  }
}

/**
 * The two tables of many demo dangers, history first, made one by one each time they are read, so that a hundredfold
 * demonstration fits in memory.
 * @param make the same dangers at every call: with a `Random` of its own, from a fixed seed.
 */
export const demoDangerTables = (
  make: () => Iterable<DemoDanger>,
): { readonly events: Iterable<object>; readonly dangers: Iterable<object> } => ({
  events: {
    *[Symbol.iterator]() {
      for (const { events } of make()) yield* events;
    },
  },
  dangers: {
    *[Symbol.iterator]() {
      for (const { danger } of make()) yield danger;
    },
  },
});

const emptyAtFirst = [
  'reportedToRegulatorAt',
  'reportedToStaffAt',
  'supervisionLevel',
  'supervisedBy',
  'listedAt',
  'dueOn',
  'cause',
  'accountability',
  'immediateRectification',
  'sourceTreatment',
  'productionSuspendedAt',
  'selfAcceptedAt',
  'reviewedAt',
  'reviewConclusion',
  'deregisteredAt',
] as const;

interface Step {
  readonly transition: string;
  readonly from: string | null;
  readonly to: string;
  readonly at: string;
  readonly evidence: object;
  readonly step?: number;
}

const eventOf = (random: Random, { type }: DemoDangerOptions, row: HiddenDangerRow, step: Step) => ({
  id: random.uuid(),
  ownerDepartment: row.ownerDepartment,
  divisionCode: row.divisionCode,
  source: 'sample',
  sourceId: `${row.sourceId}-${step.step}`,
  synthetic: true,
  objectId: row.id,
  objectType: type,
  step: step.step,
  transition: step.transition,
  fromState: step.from,
  toState: step.to,
  at: step.at,
  byDepartment: row.ownerDepartment,
  byOfficer: 'sample-officer',
  note: null,
  evidence: step.evidence,
});

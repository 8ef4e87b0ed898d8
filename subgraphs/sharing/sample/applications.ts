import type { DepartmentLine, Purpose } from '@huitong/contract';
import { dayAt, divisionPath, Random } from '@huitong/kit';
import type { SharingApplication } from '../src/entities/sharingApplication.js';
import { answerTerms, dueOf, reviewTerms } from '../src/rules/answerClock.js';
import { applicationMachine } from '../src/rules/applicationMachine.js';
import { catalogueRules, commonDivision } from '../src/rules/checkRequest.js';
import { city, officerOf } from './departments.js';
import { daysAgo, instantAgo } from './days.js';
import { type Step, walk, type Walked } from './walk.js';

/** What one invented application asks for, and what became of it. */
export interface DemoRequest {
  readonly name: string;
  readonly from: DepartmentLine;
  readonly to: DepartmentLine;
  readonly coordinates: readonly string[];
  readonly purpose: Purpose;
  readonly divisions: readonly string[];
  readonly scenario: string;
  /** Days ago on which it was submitted. */
  readonly submitted: number;
  /** Days ago from and until which the use is wanted; ahead when negative. */
  readonly wanted: readonly [number, number];
  readonly river?: true;
  readonly unmask?: true;
  readonly steps: readonly (readonly [
    transition: string,
    days: number,
    evidence?: Record<string, unknown>,
  ])[];
}

/** Invented points along a river, some kilometres apart. */
export const river = [
  { lat: 35.842, lon: 112.921 },
  { lat: 35.801, lon: 112.934 },
  { lat: 35.757, lon: 112.948 },
  { lat: 35.713, lon: 112.955 },
];

const applicantMoves = ['SUPPLEMENT', 'WITHDRAW'];
const supervisorMoves = ['PASS_REVIEW', 'EXTEND'];
const moverOf = (transition: string, { from, to }: DemoRequest): DepartmentLine => {
  if (applicantMoves.includes(transition)) return from;
  return supervisorMoves.includes(transition) ? 'DATA' : to;
};

/** One invented application with its history. */
export function demoApplication(request: DemoRequest, index: number): Walked<SharingApplication> {
  const random = new Random(20_261_000 + index, index);
  const made = daysAgo(request.submitted);
  const rules = catalogueRules(request.coordinates, request.purpose, request.name);
  const paths = request.divisions.map((code) => divisionPath(code) ?? []);
  const submittedAt = made.toISOString();
  const allUnconditional = rules.every(({ attribute }) => attribute === 'UNCONDITIONAL');
  const asked = { submittedAt, allUnconditional, paths };
  const answerClock = answerTerms(asked);
  const unmask = request.unmask ?? false;
  const start = {
    id: random.uuid(),
    ownerDepartment: city(request.from),
    divisionCode: commonDivision(paths) as string,
    ...{ source: 'sample', sourceId: `application-${index}`, synthetic: true },
    number: `GX${dayAt(made).replaceAll('-', '')}-${String(index).padStart(8, '0')}`,
    ...{ providerDepartment: city(request.to), applicantLine: request.from },
    ...{ signatoryRole: '数据共享工作机构负责人', signatorySubject: officerOf(request.from), signed: true },
    ...{ purpose: request.purpose, coordinates: [...request.coordinates], divisions: [...request.divisions] },
    ...{ around: request.river ? river : null, withinKm: request.river ? 1 : null },
    ...{ mode: 'SERVICE_INTERFACE' as const, ratePerMinute: 60, rowsPerDay: 20_000, unmask },
    requested: rules.map(({ coordinate, entry, attribute, basis, mask }) => ({
      ...{ coordinate, entry, attribute, basis, mask },
    })),
    allUnconditional,
    basis: '本部门法定职责及政务数据共享条例第二十条（示例）',
    scenario: request.scenario,
    unmaskReason: unmask ? '事件处置时须直接联系（示例）' : null,
    ...{ wantedFrom: instantAgo(request.wanted[0]), wantedUntil: instantAgo(request.wanted[1]) },
    ...{ state: 'SUBMITTED' as const, submittedAt, answerClock },
    answerDueAt: dueOf(answerClock, submittedAt).dueAt,
    reviewClock: reviewTerms(asked),
    ...{ reviewedAt: null, extensionWorkingDays: null, extensionReason: null, returnedAt: null },
    ...{ missing: null, supplementDueAt: null, answeredAt: null, refusalReasons: null },
  } as unknown as SharingApplication;
  const steps = request.steps.map(([transition, days, evidence]): Step => {
    const line = moverOf(transition, request);
    return {
      transition,
      at: daysAgo(days),
      by: city(line),
      officer: officerOf(line),
      evidence: evidence ?? {},
    };
  });
  return walk(applicationMachine, 'SharingApplication', { start, made, steps });
}

import { demoEnterpriseUscc, demoPerson, Random, type SampleSize } from '@huitong/kit';
import type { TailingsPond } from '../src/entities/tailingsPond.js';
import type { TailingsPondEvent } from '../src/entities/tailingsPondEvent.js';
import type { TailingsPondStatus } from '../src/generated/resolvers.js';
import { tailingsGradeOf } from '../src/rules/tailingsGrade.js';
import { dayOf, inJiaocheng, inJincheng, words } from './places.js';

/** A tailings pond of the demonstration. */
export type PondRow = Partial<TailingsPond> & Pick<TailingsPond, 'id' | 'ownerDepartment' | 'divisionCode'>;

/** Every state of the life cycle comes round. */
const states = [
  'OPERATING',
  'IDLE',
  'CLOSURE_DUE',
  'CLOSING',
  'CLOSED',
  'DEREGISTERED',
  'OPERATING',
  'IDLE',
] as const;

/** What the state of a pond says of its other columns. */
function lifeCycle(random: Random, status: (typeof states)[number]): Partial<TailingsPond> {
  const closing = status === 'CLOSING' || status === 'CLOSED' || status === 'DEREGISTERED';
  const closed = status === 'CLOSED' || status === 'DEREGISTERED';
  const idle =
    status === 'OPERATING' ? null : dayOf(random, status === 'IDLE' ? 2025 : random.integer(2017, 2021));
  return {
    status,
    idleSince: idle,
    ownerless: status === 'CLOSURE_DUE' ? random.chance(0.4) : false,
    designElevationReached: status === 'OPERATING' ? random.chance(0.1) : random.chance(0.4),
    closurePlanDue: closing || random.chance(0.3) ? `${random.integer(2025, 2027)}-12-31` : null,
    closureStage: closed
      ? 'ACCEPTED'
      : status === 'CLOSING'
        ? random.pick(['DESIGNED', 'UNDER_WAY'] as const)
        : status === 'CLOSURE_DUE'
          ? random.pick(['NOT_PLANNED', 'PLANNED'] as const)
          : null,
    closedAt: closed ? dayOf(random, 2024).replace(/-01-/, '-02-') : null,
    deregisteredAt: status === 'DEREGISTERED' ? dayOf(random, 2025) : null,
  };
}

function contact(random: Random, role: string) {
  const { name, phone } = demoPerson(random);
  return { name, role, phone };
}

function pond(random: Random, index: number, number: number | null): PondRow {
  const sourceId = `tailings-pond-${index}`;
  const { place, ...located } =
    number === null
      ? inJincheng(random, { line: 'EMERGENCY', sourceId })
      : inJiaocheng(random, { line: 'EMERGENCY', sourceId, number });
  const cycle = lifeCycle(random, states[index % states.length] as (typeof states)[number]);
  const volume = random.decimal(8, 900, 1);
  const height = random.decimal(8, 75, 1);
  const residents = random.chance(0.4) ? random.integer(4, 240) : 0;
  const elevation = random.integer(820, 1240);
  return {
    ...located,
    name: `${place}${random.pick(words)}沟尾矿库`,
    enterpriseUscc: cycle.ownerless ? null : demoEnterpriseUscc('COMMERCE', 80 + index),
    ...cycle,
    // A few were identified before they grew.
    grade: index % 9 === 4 ? 'GRADE_5' : tailingsGradeOf(volume, height),
    volumeTotalWanCubicMetres: volume,
    damHeightMetres: height,
    method: random.pick(['UPSTREAM', 'UPSTREAM', 'CENTRELINE', 'DOWNSTREAM', 'ONE_STAGE'] as const),
    disposal: random.pick(['WET', 'WET', 'DRY'] as const),
    mineral: random.pick(['铁矿', '铝土矿', '金矿']),
    designElevationMetres: elevation,
    crestElevationMetres: elevation - (cycle.designElevationReached ? 0 : random.integer(2, 30)),
    isOverhead: residents > 0,
    isThreeSides: random.chance(0.2),
    legacySafetyDegree: random.pick(['NORMAL', 'NORMAL', 'NORMAL', 'FAULTY', 'RISKY'] as const),
    downstreamResidents: residents,
    monitoringConnected: random.chance(0.8),
    warningContacts: [contact(random, '下游村委会主任'), contact(random, '库区值守')],
    responsibleLeaderTitle: random.pick(['副市长', '县长', '副县长', '镇长']),
    responsibleLeaderName: demoPerson(random).name,
  };
}

/** Moves that lead from OPERATING to each state, with the day of each and what it brings. */
function* steps(
  pond: PondRow,
): Generator<{ transition: string; to: TailingsPondStatus; on: string; evidence: object }> {
  const { status, idleSince, closurePlanDue, closedAt, deregisteredAt } = pond;
  if (status === 'OPERATING' || !idleSince) return;
  yield { transition: 'STOP', to: 'IDLE', on: idleSince, evidence: { idleSince } };
  if (status === 'IDLE') return;
  yield { transition: 'DECLARE_CLOSURE_DUE', to: 'CLOSURE_DUE', on: '2024-01-15', evidence: {} };
  if (status === 'CLOSURE_DUE') return;
  const designApprovalNo = '示例闭库设计〔2024〕1号';
  yield {
    transition: 'BEGIN_CLOSURE',
    to: 'CLOSING',
    on: '2024-01-20',
    evidence: { designApprovalNo, closurePlanDue },
  };
  if (status === 'CLOSING' || !closedAt) return;
  const acceptanceNo = '示例闭库验收〔2024〕1号';
  yield { transition: 'CLOSE', to: 'CLOSED', on: closedAt, evidence: { closedAt, acceptanceNo } };
  if (status === 'CLOSED' || !deregisteredAt) return;
  const documentNo = '示例销号〔2025〕1号';
  yield {
    transition: 'DEREGISTER',
    to: 'DEREGISTERED',
    on: deregisteredAt,
    evidence: { deregisteredAt, documentNo },
  };
}

/** The history of the ponds; it goes in before them. */
export function* tailingsPondEvents(ponds: readonly PondRow[]): Generator<Partial<TailingsPondEvent>> {
  const random = new Random(20_260_522);
  for (const pond of ponds) {
    let from: TailingsPondStatus | null = null;
    const begin = { transition: 'CREATE', to: 'OPERATING' as const, on: '2015-06-01', evidence: {} };
    for (const [index, one] of [begin, ...steps(pond)].entries()) {
      yield {
        id: random.uuid(),
        ownerDepartment: pond.ownerDepartment,
        divisionCode: pond.divisionCode,
        source: 'sample',
        sourceId: `${pond.sourceId}-${index + 1}`,
        synthetic: true,
        objectId: pond.id,
        objectType: 'TailingsPond',
        step: index + 1,
        transition: one.transition,
        fromState: from,
        toState: one.to,
        at: `${one.on}T02:00:00.000Z`,
        byDepartment: pond.ownerDepartment,
        byOfficer: 'sample-officer',
        note: null,
        evidence: one.evidence as Record<string, unknown>,
      };
      from = one.to;
    }
  }
}

const inJiaochengCount = 2;

/** 30 tailings ponds in 晋城 and two in 水峪贯镇, in every state of the life cycle. */
export function tailingsPonds(size: SampleSize): PondRow[] {
  const random = new Random(20_260_521);
  const count = size.count(30, 22);
  return Array.from({ length: count + inJiaochengCount }, (_, index) =>
    pond(random, index, index < count ? null : index - count),
  );
}

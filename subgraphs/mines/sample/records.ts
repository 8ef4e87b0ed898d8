import { demoPerson, Random } from '@huitong/kit';
import type { CoalRiskAlert } from '../src/entities/coalRiskAlert.js';
import type { GasAssessment } from '../src/entities/gasAssessment.js';
import type { HiddenHazardSurvey } from '../src/entities/hiddenHazardSurvey.js';
import type { MineIllegalActivity } from '../src/entities/mineIllegalActivity.js';
import type { MineInspection } from '../src/entities/mineInspection.js';
import type { MineLeaderResponsibility } from '../src/entities/mineLeaderResponsibility.js';
import type { MineLicence } from '../src/entities/mineLicence.js';
import type { MineMonitoringPoint } from '../src/entities/mineMonitoringPoint.js';
import type { MinePenalty } from '../src/entities/minePenalty.js';
import type { MineQuarterlyReport } from '../src/entities/mineQuarterlyReport.js';
import type { MineStandardizationEvent } from '../src/entities/mineStandardizationEvent.js';
import type { ResidentSupervisor } from '../src/entities/residentSupervisor.js';
import type { StartConfirmation } from '../src/entities/startConfirmation.js';
import type { MineRow } from './coalMines.js';
import type { NonCoalMineRow } from './nonCoalMines.js';
import { dayOf } from './places.js';
import type { PondRow } from './tailingsPonds.js';

/** A mine or pond that records concern, and the property that names it. */
export type Subject =
  | { readonly property: 'coalMineId'; readonly row: MineRow }
  | { readonly property: 'nonCoalMineId'; readonly row: NonCoalMineRow }
  | { readonly property: 'tailingsPondId'; readonly row: PondRow };

interface Owner {
  readonly ownerDepartment: string;
  readonly divisionCode: string;
}

/** The first columns of a record: those of the mine or pond it concerns. */
const recordOf = (random: Random, owner: Owner, sourceId: string) => ({
  id: random.uuid(),
  ownerDepartment: owner.ownerDepartment,
  divisionCode: owner.divisionCode,
  source: 'sample',
  sourceId,
  synthetic: true,
});

const concerning = (subject: Subject) => ({ [subject.property]: subject.row.id });

/** Two licences of every mine and pond; some have ended. */
export function* licences(subjects: readonly Subject[]): Generator<Partial<MineLicence>> {
  const random = new Random(20_260_531);
  for (const [index, subject] of subjects.entries()) {
    const kinds =
      subject.property === 'tailingsPondId' ? ['SAFETY_PRODUCTION'] : ['MINING', 'SAFETY_PRODUCTION'];
    for (const kind of kinds as readonly ('MINING' | 'SAFETY_PRODUCTION')[]) {
      const from = dayOf(random, random.integer(2021, 2024));
      yield {
        ...recordOf(random, subject.row, `licence-${index}-${kind}`),
        ...concerning(subject),
        kind,
        number: `DEMO-${kind === 'MINING' ? 'C' : 'AQ'}-${String(index).padStart(5, '0')}`,
        authority: kind === 'MINING' ? '自然资源局(演示)' : '应急管理局(演示)',
        validFrom: from,
        validTo: `${Number(from.slice(0, 4)) + 3}${from.slice(4)}`,
        status: random.pick(['VALID', 'VALID', 'VALID', 'VALID', 'SUSPENDED'] as const),
      };
    }
  }
}

const gasOf = {
  LOW: { relative: 6, absolute: 20, heading: 1.5, face: 3 },
  HIGH: { relative: 14, absolute: 55, heading: 3.4, face: 7 },
  OUTBURST: { relative: 16, absolute: 60, heading: 3.6, face: 8 },
} as const;

/** An assessment of every mine's gas; one in ten measures another grade than the one on file. */
export function* gasAssessments(mines: readonly MineRow[]): Generator<Partial<GasAssessment>> {
  const random = new Random(20_260_532);
  for (const [index, mine] of mines.entries()) {
    const grade = index % 10 === 7 ? 'HIGH' : (mine.gasGrade ?? 'LOW');
    const typical = gasOf[grade];
    for (const year of [2023, 2025]) {
      yield {
        ...recordOf(random, mine, `gas-${index}-${year}`),
        coalMineId: mine.id,
        assessedOn: dayOf(random, year),
        agency: '某某矿山安全检测中心(演示)',
        relativeCubicMetresPerTonne: Number((typical.relative * random.decimal(0.85, 1.1, 2)).toFixed(2)),
        absoluteCubicMetresPerMinute: Number((typical.absolute * random.decimal(0.85, 1.1, 2)).toFixed(2)),
        headingMaxCubicMetresPerMinute: Number((typical.heading * random.decimal(0.9, 1.1, 2)).toFixed(2)),
        faceMaxCubicMetresPerMinute: Number((typical.face * random.decimal(0.9, 1.1, 2)).toFixed(2)),
        outburstOccurred: grade === 'OUTBURST' && random.chance(0.3),
        outburstIdentified: grade === 'OUTBURST',
      };
    }
  }
}

/** How the grade of every graded mine came about; a few lost one. */
export function* standardizationEvents(
  mines: readonly MineRow[],
): Generator<Partial<MineStandardizationEvent>> {
  const random = new Random(20_260_533);
  for (const [index, mine] of mines.entries()) {
    const happenedOn = mine.standardizationGrantedAt;
    if (!happenedOn) {
      yield {
        ...recordOf(random, mine, `standardization-${index}-0`),
        coalMineId: mine.id,
        kind: index % 2 === 0 ? 'REVOKED' : 'DOWNGRADED',
        grade: 'NONE',
        happenedOn: dayOf(random, 2025),
        reason: '动态检查不再具备达标条件',
      };
      continue;
    }
    const common = { coalMineId: mine.id, grade: mine.standardizationGrade ?? null };
    yield {
      ...recordOf(random, mine, `standardization-${index}-0`),
      ...common,
      kind: 'GRANTED',
      score: mine.standardizationScore ?? null,
      happenedOn,
      reason: '考核定级',
    };
    yield {
      ...recordOf(random, mine, `standardization-${index}-1`),
      ...common,
      kind: 'REVIEWED',
      happenedOn: `${Number(happenedOn.slice(0, 4)) + 1}${happenedOn.slice(4)}`,
      reason: '年度抽查',
    };
  }
}

/** Officers at producing mines, and most of those that are stopped are watched. */
export function* residentSupervisors(mines: readonly MineRow[]): Generator<Partial<ResidentSupervisor>> {
  const random = new Random(20_260_534);
  for (const [index, mine] of mines.entries()) {
    const stopped = mine.status === 'STOPPED' || mine.status === 'CONSTRUCTION_STOPPED';
    if (!stopped && mine.status !== 'PRODUCING') continue;
    const row = { coalMineId: mine.id, name: demoPerson(random).name };
    yield {
      ...recordOf(random, mine, `supervisor-${index}-0`),
      ...row,
      kind: 'STATION',
      from: dayOf(random, 2024),
      to: dayOf(random, 2025),
    };
    if (stopped && random.chance(0.2)) continue;
    yield {
      ...recordOf(random, mine, `supervisor-${index}-1`),
      ...row,
      kind: stopped ? 'WATCH' : 'COMMISSIONER',
      from: dayOf(random, 2025),
      to: null,
    };
  }
}

const indicators = [
  '工作面瓦斯浓度持续升高',
  '矿井涌水量突增',
  '微震能量超阈值',
  '人员定位超员',
  '主通风机停风',
];

/** Alerts of the last year, cleared for the most part. */
export function* riskAlerts(mines: readonly MineRow[], count: number): Generator<Partial<CoalRiskAlert>> {
  const random = new Random(20_260_535);
  for (let index = 0; index < count; index += 1) {
    const mine = random.pick(mines);
    const day = dayOf(random, 2026);
    const cleared = index % 3 !== 0;
    yield {
      ...recordOf(random, mine, `alert-${index}`),
      coalMineId: mine.id,
      level: random.pick(['RED', 'ORANGE', 'ORANGE', 'YELLOW', 'YELLOW', 'YELLOW'] as const),
      indicator: random.pick(indicators),
      raisedAt: `${day}T01:10:00Z`,
      chain: [
        { at: `${day}T01:20:00.000Z`, actor: '矿五人小组', action: '现场核查' },
        { at: `${day}T02:00:00.000Z`, actor: '县能源局', action: '线上督办' },
      ],
      clearedAt: cleared ? `${day}T06:30:00Z` : null,
      clearedByName: cleared ? demoPerson(random).name : null,
    };
  }
}

/** A survey of every mine, and one of each block. */
export function* surveys(mines: readonly MineRow[]): Generator<Partial<HiddenHazardSurvey>> {
  const random = new Random(20_260_536);
  for (const [index, mine] of mines.entries()) {
    const done = random.chance(0.75);
    yield {
      ...recordOf(random, mine, `survey-${index}`),
      coalMineId: mine.id,
      block: index % 4 === 0 ? '演示片区' : null,
      method: random.pick(['GEOPHYSICAL', 'DRILLING', 'GEOCHEMICAL', 'DATA_REVIEW', 'COMBINED'] as const),
      coverageRatio: done ? 1 : random.decimal(0.2, 0.9, 2),
      dueOn: '2025-06-30',
      doneOn: done ? dayOf(random, 2024) : null,
    };
  }
}

/** Confirmations before shifts; a few had items left open. */
export function* startConfirmations(mines: readonly MineRow[]): Generator<Partial<StartConfirmation>> {
  const random = new Random(20_260_537);
  for (const [index, mine] of mines.entries()) {
    if (mine.status !== 'PRODUCING') continue;
    const open = random.chance(0.2);
    const reconfirmed = open && random.chance(0.7);
    yield {
      ...recordOf(random, mine, `start-${index}`),
      coalMineId: mine.id,
      shiftOn: '2026-05-01',
      shift: random.pick(['MORNING', 'AFTERNOON', 'NIGHT'] as const),
      unconfirmedItems: open ? ['工作面瓦斯传感器', '局部通风机双电源'] : [],
      reconfirmedAt: reconfirmed ? '2026-04-30T23:20:00Z' : null,
      startedAt: !open || reconfirmed ? '2026-05-01T00:00:00Z' : null,
    };
  }
}

/** Illegal activities of mines, open and closed. */
export function* illegalActivities(subjects: readonly Subject[]): Generator<Partial<MineIllegalActivity>> {
  const random = new Random(20_260_538);
  const kinds = [
    'CONCEALED_FACE',
    'OVER_CAPACITY',
    'OUT_OF_BOUNDS',
    'THEFT_OF_RESOURCES',
    'ROADWAY_MINING',
    'OBSOLETE_EQUIPMENT',
    'PRODUCTION_AS_CONSTRUCTION',
  ] as const;
  for (const [index, subject] of subjects.entries()) {
    if (subject.property === 'tailingsPondId' || index % 5 !== 0) continue;
    const closed = random.chance(0.5);
    yield {
      ...recordOf(random, subject.row, `illegal-${index}`),
      ...concerning(subject),
      kind: random.pick(kinds),
      foundOn: dayOf(random, 2025),
      description: '检查发现与图纸不符的作业区域(演示)',
      measures: '责令停止作业,立案查处',
      closedOn: closed ? dayOf(random, 2026) : null,
    };
  }
}

/** A leader for every mine and pond. */
export function* leaderResponsibilities(
  subjects: readonly Subject[],
): Generator<Partial<MineLeaderResponsibility>> {
  const random = new Random(20_260_539);
  for (const [index, subject] of subjects.entries()) {
    const ended = index % 11 === 10;
    yield {
      ...recordOf(random, subject.row, `leader-${index}`),
      ...concerning(subject),
      office: random.pick(['市委常委、副市长', '县长', '副县长', '镇党委书记']),
      level: random.pick(['CITY', 'COUNTY', 'COUNTY', 'TOWNSHIP'] as const),
      officialName: demoPerson(random).name,
      since: dayOf(random, 2024),
      until: ended ? dayOf(random, 2025) : null,
      visits: [
        { on: '2026-01-15', problems: random.integer(0, 6) },
        { on: '2026-04-10', problems: random.integer(0, 4) },
      ],
    };
  }
}

/** Inspections by experts and others. */
export function* inspections(subjects: readonly Subject[]): Generator<Partial<MineInspection>> {
  const random = new Random(20_260_540);
  for (const [index, subject] of subjects.entries()) {
    const problems = random.integer(3, 40);
    yield {
      ...recordOf(random, subject.row, `inspection-${index}`),
      ...concerning(subject),
      kind: random.pick(['EXPERT', 'EXPERT', 'SPECIAL', 'ROUTINE', 'ASSISTANCE'] as const),
      inspectedOn: dayOf(random, 2025),
      experts: random.integer(3, 12),
      checklist: '矿山安全管理职责清单、八条硬措施',
      problems,
      majorProblems: random.chance(0.1) ? 1 : 0,
      rectified: random.integer(0, problems),
      producingWithMajorDanger: index % 24 === 6,
    };
    if (index % 48 !== 6) continue;
    // Found producing with a major danger a second time within the three months of art. 70.
    yield {
      ...recordOf(random, subject.row, `inspection-${index}-again`),
      ...concerning(subject),
      kind: 'SPECIAL',
      inspectedOn: '2026-06-20',
      problems: 1,
      majorProblems: 1,
      rectified: 0,
      producingWithMajorDanger: true,
    };
    yield {
      ...recordOf(random, subject.row, `inspection-${index}-before`),
      ...concerning(subject),
      kind: 'ROUTINE',
      inspectedOn: '2026-05-08',
      problems: 2,
      majorProblems: 1,
      rectified: 1,
      producingWithMajorDanger: true,
    };
  }
}

const reasons = ['未按规定检测主要通风机', '特种作业人员无证上岗', '安全监测监控系统运行不正常'];

/** Penalties of every sixth mine or pond; some were punished four times within a year. */
export function* penalties(subjects: readonly Subject[]): Generator<Partial<MinePenalty>> {
  const random = new Random(20_260_542);
  for (const [index, subject] of subjects.entries()) {
    if (index % 6 !== 2) continue;
    const days = ['2025-11-12', '2026-01-20', '2026-04-02', '2026-05-28'].slice(index % 12 === 2 ? 0 : 3);
    for (const [at, decidedOn] of days.entries()) {
      yield {
        ...recordOf(random, subject.row, `penalty-${index}-${at}`),
        ...concerning(subject),
        decisionNumber: `(示例)应急罚〔${decidedOn.slice(0, 4)}〕${index}-${at + 1}号`,
        decidedOn,
        reason: random.pick(reasons),
        legalBasis: '安全生产法 第九十九条',
        underWorkSafetyLaw: true,
        fineYuan: random.integer(1, 50) * 10_000,
        publishedOn: random.chance(0.8) ? `${decidedOn.slice(0, 8)}28` : null,
      };
    }
  }
}

/** Reports of the last quarters of every mine that is not closed; a few are missing, or not signed. */
export function* quarterlyReports(mines: readonly MineRow[]): Generator<Partial<MineQuarterlyReport>> {
  const random = new Random(20_260_543);
  for (const [index, mine] of mines.entries()) {
    if (mine.status === 'CLOSED') continue;
    for (const [year, quarter] of [
      [2025, 4],
      [2026, 1],
      [2026, 2],
    ] as const) {
      const found = random.integer(4, 60);
      if (random.chance(0.1)) continue;
      yield {
        ...recordOf(random, mine, `quarterly-${index}-${year}-${quarter}`),
        coalMineId: mine.id,
        year,
        quarter,
        reportedAt: `${year}-${String(quarter * 3).padStart(2, '0')}-${random.integer(10, 28)}T02:00:00Z`,
        signedByPrincipal: random.chance(0.95),
        dangersFound: found,
        dangersRectified: random.integer(0, found),
        majorDangersFound: random.chance(0.2) ? 1 : 0,
        majorDangersOpen: random.chance(0.1) ? 1 : 0,
        summary: '隐患排查治理情况书面报告(演示)',
      };
    }
  }
}

const pondPoints = [
  { kind: 'WATER_LEVEL', unit: 'm', value: 900, threshold: 905 },
  { kind: 'DRY_BEACH', unit: 'm', value: 120, threshold: 70 },
  { kind: 'SURFACE_DISPLACEMENT', unit: 'mm', value: 4, threshold: 20 },
  { kind: 'RAINFALL', unit: 'mm', value: 3, threshold: 50 },
] as const;
const slopePoints = [{ kind: 'SLOPE_RADAR', unit: 'mm', value: 6, threshold: 25 }] as const;

/** Monitoring points of ponds and of the slopes of pits. */
export function* monitoringPoints(subjects: readonly Subject[]): Generator<Partial<MineMonitoringPoint>> {
  const random = new Random(20_260_541);
  for (const [index, subject] of subjects.entries()) {
    if (subject.property === 'coalMineId' || subject.row.monitoringConnected !== true) continue;
    const points = subject.property === 'tailingsPondId' ? pondPoints : slopePoints;
    for (const [at, point] of points.entries()) {
      yield {
        ...recordOf(random, subject.row, `monitoring-${index}-${at}`),
        ...concerning(subject),
        name: `${at + 1}号测点`,
        kind: point.kind,
        online: random.chance(0.9),
        lastValue: Number((point.value * random.decimal(0.9, 1.01, 3)).toFixed(2)),
        unit: point.unit,
        lastAt: '2026-05-01T00:00:00Z',
        threshold: point.threshold,
      };
    }
  }
}

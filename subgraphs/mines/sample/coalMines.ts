import { demoEnterpriseUscc, demoPerson, demoPlace, demoUscc, Random, type SampleSize } from '@huitong/kit';
import type { CoalMine } from '../src/entities/coalMine.js';
import { dayOf, inJiaocheng, jiaochengCount, words } from './places.js';

/** A coal mine of the demonstration. */
export type MineRow = Partial<CoalMine> & Pick<CoalMine, 'id' | 'ownerDepartment' | 'divisionCode'>;

/** Counties of 晋城 with coal, as often as they have mines. */
const coalCounties = ['140581', '140581', '140521', '140522', '140525', '140525', '140524'];

/** A mine of 晋城, as far as the first demonstration went: the order of its draws keeps those mines as they are. */
function coalMine(random: Random, index: number): MineRow {
  const place = demoPlace(random, random.pick(coalCounties));
  const person = demoPerson(random);
  const workforce = random.integer(180, 2600);
  const undergroundMax = Math.round(workforce * 0.3);
  const status = random.chance(0.82)
    ? 'PRODUCING'
    : random.pick(['CONSTRUCTION', 'STOPPED', 'CLOSED'] as const);
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('ENERGY', place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: `coal-mine-${index}`,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84',
    name: `${place.townshipName.replace(/[镇乡]$|街道$|办事处$/, '')}${random.pick(words)}煤矿`,
    enterpriseUscc: demoEnterpriseUscc('COAL', index),
    status,
    approvedCapacityWanTonnesPerYear: random.pick([45, 60, 90, 90, 120, 120, 150, 180, 240, 300, 400]),
    depthMaxMetres: random.chance(0.9) ? random.integer(150, 820) : null,
    miningMethod: 'UNDERGROUND',
    gasGrade: random.pick(['LOW', 'LOW', 'HIGH', 'HIGH', 'OUTBURST'] as const),
    hydroType: random.pick(['SIMPLE', 'MEDIUM', 'MEDIUM', 'COMPLEX'] as const),
    spontaneousCombustion: random.pick(['CLASS_II', 'CLASS_III', 'CLASS_III'] as const),
    rockburst: random.chance(0.05),
    standardizationGrade: random.pick([
      'GRADE_1',
      'GRADE_2',
      'GRADE_2',
      'GRADE_2',
      'GRADE_3',
      'NONE',
    ] as const),
    intelligentStage: random.pick(['NOT_STARTED', 'STARTED', 'ACCEPTED', 'ACCEPTED'] as const),
    workforce,
    undergroundMax,
    undergroundNow: status === 'PRODUCING' ? random.integer(0, undergroundMax) : 0,
    hasExplosivesStore: random.chance(0.6),
    explosivesCapacityKilograms: random.pick([500, 1000, 2000]),
    principalName: person.name,
    principalPhone: person.phone,
  };
}

/** A mine of 交城: as another, elsewhere. */
function jiaochengMine(random: Random, number: number): MineRow {
  const { place, ...located } = inJiaocheng(random, {
    line: 'ENERGY',
    sourceId: `coal-mine-jiaocheng-${number}`,
    number,
  });
  return {
    ...coalMine(random, number),
    ...located,
    name: `${place}${words[number] ?? ''}煤矿`,
    // Enterprises that have mines in 晋城 too.
    enterpriseUscc: demoEnterpriseUscc('COAL', number * 7),
    // One that is stopped stands in the township, so that somebody watches it.
    ...(number === 1 ? { status: 'STOPPED' as const, undergroundNow: 0 } : {}),
  };
}

const scoresOf = { GRADE_1: 90, GRADE_2: 80, GRADE_3: 70, NONE: 55 } as const;

function standardization(random: Random, mine: MineRow): Partial<CoalMine> {
  const grade = mine.standardizationGrade ?? 'NONE';
  const least = scoresOf[grade];
  const score = () => random.decimal(least, least + 9, 1);
  const granted = grade === 'NONE' ? null : dayOf(random, random.integer(2023, 2025));
  const accident = random.chance(0.12);
  return {
    standardizationScore: score(),
    standardizationHazardControlScore: score(),
    standardizationProfessionalScore: score(),
    standardizationFoundationScore: score(),
    standardizationGrantedAt: granted,
    standardizationExpiresAt: granted && `${Number(granted.slice(0, 4)) + 3}${granted.slice(4)}`,
    latestAccidentGrade: accident ? random.pick(['GENERAL', 'GENERAL', 'LARGER'] as const) : null,
    latestAccidentOn: accident ? dayOf(random, random.integer(2023, 2025)) : null,
  };
}

function intelligent(random: Random, mine: MineRow): Partial<CoalMine> {
  const stage = mine.intelligentStage ?? 'NOT_STARTED';
  const accepted = stage === 'ACCEPTED';
  return {
    intelligentStartedAt: stage === 'NOT_STARTED' ? null : dayOf(random, random.integer(2021, 2023)),
    intelligentAcceptedAt: accepted ? dayOf(random, random.integer(2024, 2025)) : null,
    intelligentOutputRatio: accepted ? random.decimal(0.6, 1, 2) : 0,
    hoistingAutomated: random.chance(0.8),
    powerAutomated: random.chance(0.9),
  };
}

function output(random: Random, mine: MineRow, index: number): Partial<CoalMine> {
  const capacity = mine.approvedCapacityWanTonnesPerYear ?? 60;
  const producing = mine.status === 'PRODUCING';
  const supplied = index % 6 === 0;
  const linked = index % 5 === 0;
  return {
    actualOutputWanTonnesPerYear: producing
      ? Number((capacity * random.decimal(0.6, 1.15, 2)).toFixed(1))
      : 0,
    highestMonthlyOutputWanTonnes: producing
      ? Number((capacity * random.decimal(0.06, 0.11, 3)).toFixed(2))
      : 0,
    capacityLinkageMeasure: linked ? random.pick(['RAISED', 'KEPT', 'REDUCED', 'SUSPENDED'] as const) : null,
    capacityLinkageReason: linked ? '安全资源配置与核定能力挂钩核查' : null,
    capacityLinkageDecidedOn: linked ? dayOf(random, 2025) : null,
    supplyTaskYear: supplied ? 2026 : null,
    supplyTaskWanTonnes: supplied ? capacity : null,
    supplyTaskAdjustedOn: supplied ? dayOf(random, 2025) : null,
  };
}

function hydrology(random: Random): Partial<CoalMine> {
  const mean = random.integer(20, 700);
  return {
    unitInflowLitresPerSecondMetre: random.decimal(0.01, 1.4, 3),
    annualMeanInflowCubicMetresPerHour: mean,
    annualMaxInflowCubicMetresPerHour: Math.round(mean * random.decimal(1.1, 1.8, 2)),
    inrushCubicMetresPerHour: random.chance(0.2) ? random.integer(30, 500) : 0,
    goafWaterClass: random.pick(['SIMPLE', 'MEDIUM', 'COMPLEX'] as const),
    waterImpactClass: random.pick(['SIMPLE', 'MEDIUM'] as const),
    waterControlClass: random.pick(['SIMPLE', 'MEDIUM'] as const),
  };
}

function safeguards(random: Random, mine: MineRow): Partial<CoalMine> {
  const points = random.integer(20, 260);
  return {
    dustExplosive: random.chance(0.3),
    managementTiers: random.pick([2, 3, 3, 3, 4]),
    rescueArrangement: random.pick([
      'OWN_TEAM',
      'PART_TIME_AND_AGREEMENT',
      'PART_TIME_AND_AGREEMENT',
      'PART_TIME_ONLY',
    ] as const),
    rescueTeamEtaMinutes: random.integer(5, 45),
    monitoringConnected: random.chance(0.92),
    waterProbeMonitored: random.chance(0.7),
    videoPoints: points,
    videoPointsOnline: Math.round(points * random.decimal(0.8, 1, 2)),
    violationsYear: 2026,
    violationsCommand: random.integer(0, 6),
    violationsOperation: random.integer(0, 60),
    violationsDiscipline: random.integer(0, 40),
    undergroundBaseline: Math.round((mine.undergroundMax ?? 0) * random.decimal(1, 1.2, 2)),
  };
}

/** 100 coal mines in 晋城 and five in 交城, three of these in 水峪贯镇. */
export function coalMines(size: SampleSize): MineRow[] {
  const random = new Random(20_260_501);
  const more = new Random(20_260_502);
  const jincheng = Array.from({ length: size.count(100, 60) }, (_, index) => coalMine(random, index));
  const jiaocheng = Array.from({ length: jiaochengCount }, (_, index) => jiaochengMine(more, index));
  const rest = new Random(20_260_503);
  return [...jincheng, ...jiaocheng].map((mine, index) => ({
    ...mine,
    ...standardization(rest, mine),
    ...intelligent(rest, mine),
    ...output(rest, mine, index),
    ...hydrology(rest),
    ...safeguards(rest, mine),
  }));
}

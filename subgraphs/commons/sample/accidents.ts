import { type DemoEnterprise, demoEnterprises, demoUscc, Random, type SampleSize } from '@huitong/kit';
import type { Accident } from '../src/entities/accident.js';
import type { AccidentKind, AccidentSector } from '../src/generated/resolvers.js';

/** Kinds of accident that a sector knows. */
const kinds: Partial<Record<AccidentSector, readonly AccidentKind[]>> = {
  COAL: ['ROOF_FALL', 'GAS_EXPLOSION', 'WATER_INRUSH', 'MACHINERY', 'VEHICLE'],
  NON_COAL_MINING: ['ROOF_FALL', 'COLLAPSE', 'FALL'],
  CHEMICALS: ['FIRE', 'POISONING', 'OTHER_EXPLOSION', 'VESSEL_EXPLOSION'],
  INDUSTRY: ['MACHINERY', 'BURN', 'LIFTING', 'ELECTRIC_SHOCK'],
  CONSTRUCTION: ['FALL', 'COLLAPSE', 'OBJECT_STRIKE'],
  ROAD_TRAFFIC: ['VEHICLE'],
  COMMERCE: ['FIRE', 'ELECTRIC_SHOCK'],
};
const sectors = Object.keys(kinds) as AccidentSector[];
const kindNames: Partial<Record<AccidentKind, string>> = {
  ROOF_FALL: '顶板',
  GAS_EXPLOSION: '瓦斯爆炸',
  WATER_INRUSH: '透水',
  MACHINERY: '机械伤害',
  VEHICLE: '车辆伤害',
  COLLAPSE: '坍塌',
  FALL: '高处坠落',
  FIRE: '火灾',
  POISONING: '中毒和窒息',
  OTHER_EXPLOSION: '爆炸',
  VESSEL_EXPLOSION: '容器爆炸',
  BURN: '灼烫',
  LIFTING: '起重伤害',
  ELECTRIC_SHOCK: '触电',
  OBJECT_STRIKE: '物体打击',
};
const tradeSectors = { COAL: 'COAL', CHEMICAL: 'CHEMICALS', COMMERCE: 'COMMERCE' } as const;

const minutesAfter = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
const daysAfter = (instant: string, days: number) => minutesAfter(instant, days * 1440).slice(0, 10);

/** How many accidents there are at factor 1. */
const base = 60;
/** 00:00 of 1 January 2025 in Shanxi; the demonstration's accidents lie in the sixteen months after it. */
const first = Date.parse('2025-01-01T00:00:00+08:00');
const spanMinutes = 485 * 1440;

/** When it was discovered, alarmed and reported: mostly in time, some late, some never, one concealed in twenty. */
function reporting(random: Random, occurredAt: string, index: number) {
  const discovered = random.integer(0, 20);
  const concealed = index % 20 === 7;
  const missing = index % 20 === 13;
  const reported = discovered + (index % 6 === 2 ? random.integer(61, 400) : random.integer(5, 55));
  return {
    discoveredAt: minutesAfter(occurredAt, discovered),
    firstAlarmAt: random.chance(0.7) ? minutesAfter(occurredAt, discovered + random.integer(0, 15)) : null,
    reportedAt: missing ? null : minutesAfter(occurredAt, reported),
    forwardedAt: missing ? null : minutesAfter(occurredAt, reported + random.integer(10, 130)),
    reportingFinding: concealed ? ('CONCEALED' as const) : null,
  };
}

/** One in twelve is 较大; casualties never beyond, and never with a name. */
function losses(random: Random, index: number) {
  const large = index % 12 === 5;
  return {
    deaths: large ? random.integer(3, 5) : random.integer(0, 2),
    seriousInjuries: random.integer(0, large ? 12 : 4),
    directLossWanYuan: random.decimal(20, large ? 1800 : 400),
    greatImpact: random.chance(0.05),
  };
}

function accident(random: Random, enterprise: DemoEnterprise, index: number): Partial<Accident> {
  const elsewhere = random.pick(sectors);
  const sector = index % 3 === 0 ? elsewhere : tradeSectors[enterprise.trade];
  const own = sector === tradeSectors[enterprise.trade];
  const kind = random.pick<AccidentKind>(kinds[sector] ?? ['OTHER']);
  const occurredAt = new Date(first + random.integer(0, spanMinutes) * 60_000).toISOString();
  const loss = losses(random, index);
  const approvedOn = index % 2 === 0 ? daysAfter(occurredAt, random.integer(60, 90)) : null;
  const { place } = enterprise;
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('SAFETY_COMMITTEE', place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: `accident-${index}`,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84',
    name: `${place.countyName}“${Number(occurredAt.slice(5, 7))}·${Number(occurredAt.slice(8, 10))}”${kindNames[kind] ?? ''}事故`,
    enterpriseUscc: own ? enterprise.uscc : null,
    occurredAt,
    sector,
    kind,
    ...loss,
    ...reporting(random, occurredAt, index),
    escalations:
      loss.deaths >= 3 && index % 24 === 5
        ? [{ on: daysAfter(occurredAt, 3), kind: 'SUMMONS', note: '约谈属地政府和企业主要负责人' }]
        : [],
    lessons: index % 2 === 0 ? ['风险辨识不到位', '现场管理不严'] : [],
    reportApprovedOn: approvedOn,
    rectificationReviewedOn: approvedOn && index % 4 === 0 ? daysAfter(`${approvedOn}T00:00:00Z`, 200) : null,
  };
}

/** Accidents of all sectors in 晋城 and 水峪贯镇 from 2025 to April 2026, invented. */
export function* accidents(size: SampleSize): Generator<Partial<Accident>> {
  const random = new Random(20_260_521);
  const enterprises = demoEnterprises();
  const count = size.count(base, 60);
  for (let index = 0; index < count; index += 1) yield accident(random, random.pick(enterprises), index);
}

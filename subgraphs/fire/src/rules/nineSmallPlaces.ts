import type { FireUnitCategory } from '../generated/resolvers.js';

/** 九小场所: the nine kinds of small places, as a unit is registered under. */
export const nineSmallCategories = [
  'SMALL_SHOP',
  'SMALL_RESTAURANT',
  'SMALL_HOTEL',
  'SMALL_ENTERTAINMENT',
  'SMALL_FITNESS',
  'SMALL_CLINIC',
  'SMALL_SCHOOL',
  'SMALL_WORKSHOP',
  'SMALL_FLAMMABLES_STORE',
] as const satisfies readonly FireUnitCategory[];
export type SmallCategory = (typeof nineSmallCategories)[number];

const known: ReadonlySet<FireUnitCategory> = new Set(nineSmallCategories);

/** Whether a unit is registered as one of the 九小场所; null when the category is unknown. */
export function isNineSmallPlace(category: FireUnitCategory | null): boolean | null {
  return category === null ? null : known.has(category);
}

/** What decides the size of a small place; absent or null where unknown. */
export interface SmallPlaceMeasures {
  /** m² */
  readonly floorAreaSquareMetres?: number | null;
  /** Highest storey in use, 1 is the ground floor. */
  readonly highestFloor?: number | null;
  readonly seats?: number | null;
  /** Beds of a hotel or of a hospital. */
  readonly beds?: number | null;
  readonly pupils?: number | null;
  /** Pupils who sleep there. */
  readonly boarders?: number | null;
  readonly kindergarten?: boolean | null;
  readonly townshipHospital?: boolean | null;
  readonly staff?: number | null;
  /** Persons who sleep in the workshop's dormitory. */
  readonly dormitoryPersons?: number | null;
}

/** The definition by which {@link meetsSmallPlaceThreshold} judges; local ones differ, and a row names its own. */
export const smallPlaceDefinition =
  '商场<300㎡; 餐饮<100座; 旅馆<50床; 公共娱乐<200㎡且在1—3层; 休闲健身<200㎡; 乡镇卫生院或医疗<30床; ' +
  '寄宿<50床、非寄宿学校<500人、幼儿园<100人; 生产加工<50人或宿舍<30人; 易燃易爆销售储存<100㎡';

type Judgement = boolean | null;
const below = (value: number | null | undefined, limit: number): Judgement =>
  value === null || value === undefined ? null : value < limit;

/** Three-valued: false wins over unknown, unknown over true. */
const both = (one: Judgement, other: Judgement): Judgement =>
  one === false || other === false ? false : one === null || other === null ? null : true;
/** Three-valued: true wins over unknown, unknown over false. */
const either = (one: Judgement, other: Judgement): Judgement =>
  one === true || other === true ? true : one === null || other === null ? null : false;

/** A boarding school counts by its boarders, a kindergarten and a day school by their pupils. */
function smallSchool({ boarders, kindergarten, pupils }: SmallPlaceMeasures): Judgement {
  if (boarders !== null && boarders !== undefined && boarders > 0) return below(boarders, 50);
  if (kindergarten === true) return below(pupils, 100);
  const asDaySchool = below(pupils, 500);
  if (kindergarten === false) return asDaySchool;
  // Which of the two is not known: only what holds for both is.
  const asKindergarten = below(pupils, 100);
  return asDaySchool === asKindergarten ? asDaySchool : null;
}

const thresholds: Readonly<Record<SmallCategory, (measures: SmallPlaceMeasures) => Judgement>> = {
  SMALL_SHOP: ({ floorAreaSquareMetres }) => below(floorAreaSquareMetres, 300),
  SMALL_RESTAURANT: ({ seats }) => below(seats, 100),
  SMALL_HOTEL: ({ beds }) => below(beds, 50),
  SMALL_ENTERTAINMENT: ({ floorAreaSquareMetres, highestFloor }) =>
    both(below(floorAreaSquareMetres, 200), below(highestFloor, 4)),
  SMALL_FITNESS: ({ floorAreaSquareMetres }) => below(floorAreaSquareMetres, 200),
  SMALL_CLINIC: ({ townshipHospital, beds }) => either(townshipHospital ?? null, below(beds, 30)),
  SMALL_SCHOOL: smallSchool,
  SMALL_WORKSHOP: ({ staff, dormitoryPersons }) => either(below(staff, 50), below(dormitoryPersons, 30)),
  SMALL_FLAMMABLES_STORE: ({ floorAreaSquareMetres }) => below(floorAreaSquareMetres, 100),
};

/**
 * Whether a unit registered as one of the 九小场所 is as small as one, by a widely used definition (DOMAIN §2.5;
 * {@link smallPlaceDefinition}). No national standard fixes the thresholds: a local rule may judge otherwise, and
 * the row names it in `definitionSource`.
 * @returns null for other categories and when the measures known do not decide.
 */
export function meetsSmallPlaceThreshold(
  category: FireUnitCategory | null,
  measures: SmallPlaceMeasures | null,
): boolean | null {
  if (category === null || measures === null || !known.has(category)) return null;
  return thresholds[category as SmallCategory](measures);
}

type Count = Exclude<keyof SmallPlaceMeasures, 'kindergarten' | 'townshipHospital'>;
/** The numbers among the measures with the most that each may be, for checks. */
export const measureLimits: Readonly<Record<Count, number>> = {
  floorAreaSquareMetres: 10_000_000,
  highestFloor: 200,
  seats: 1_000_000,
  beds: 100_000,
  pupils: 100_000,
  boarders: 100_000,
  staff: 1_000_000,
  dormitoryPersons: 1_000_000,
};

/** Measures in the one order in which they are stored: jsonb sorts its keys by length, then by letters. */
export function storedMeasures(given: SmallPlaceMeasures): SmallPlaceMeasures {
  const entries = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

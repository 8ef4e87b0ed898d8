import { geodesicMetres, type GeoPoint } from '../geo/index.js';
import { nameParts } from './names.js';

/** A thing with a name that stands somewhere, as far as is known. */
export interface Matchable {
  readonly name: string;
  /** Codes of its division and of those above, the province first; null when it has none. */
  readonly divisionPath: readonly string[] | null;
  readonly point: GeoPoint | null;
}

/** Why two things may be one, each part from 0 (speaks against) to 1 (the same); null where nothing is known. */
export interface MatchEvidence {
  readonly name: number;
  /** Both names have a number, and not the same one: units of one group. */
  readonly numbersDiffer: boolean;
  /** Words of the names speak of different sectors. */
  readonly tradesDiffer: boolean;
  readonly division: number | null;
  /** Metres over the ground between the two. */
  readonly metres: number | null;
  readonly distance: number | null;
}

/** How much each part of the evidence counts; parts that are unknown leave their share to the others. */
const weights = { name: 0.7, division: 0.12, distance: 0.18 } as const;

const edge = '\u0000';

function windows(text: string): string[] {
  const characters = [edge, ...text, edge];
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}

/** Dice coefficient of two lists as multisets: twice what they share over what they have. */
function dice(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 1;
  const left = new Map<string, number>();
  for (const item of one) left.set(item, (left.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of other) {
    const count = left.get(item) ?? 0;
    if (count > 0) {
      shared += 1;
      left.set(item, count - 1);
    }
  }
  return (2 * shared) / (one.length + other.length);
}

/**
 * Likeness of two short texts, 0 to 1: Dice over windows of two characters with the edges marked, and over single
 * characters, because one wrong or swapped character of a name of two leaves no common window.
 */
export function textLikeness(one: string, other: string): number {
  return 0.6 * dice(windows(one), windows(other)) + 0.4 * dice([...one], [...other]);
}

/** Metres up to which a distance says nothing against: a shift by GCJ-02 is about 550, a gate is not an office. */
const near = 800;
/** Metres beyond which it says nothing for. */
const far = 20_000;

const distanceLikeness = (metres: number) => {
  if (metres <= near) return 1;
  return metres >= far ? 0 : 1 - Math.log(metres / near) / Math.log(far / near);
};

/** 1 in one township, 0.8 in one county, 0.3 in one city, 0 beyond; of codes as deep as the shallower one goes. */
function divisionLikeness(one: readonly string[], other: readonly string[]): number {
  if (one.at(-1) === other.at(-1)) return 1;
  const depth = Math.min(one.length, other.length);
  const shared = one.filter((code, index) => index < depth && other[index] === code).length;
  if (shared === depth && depth >= 3) return 1;
  return [0, 0, 0.3, 0.8][Math.min(shared, 3)] ?? 0;
}

/** What speaks for and against two things being one. Symmetric. */
export function matchEvidence(one: Matchable, other: Matchable): MatchEvidence {
  const [left, right] = [nameParts(one.name), nameParts(other.name)];
  const likeness = 0.75 * textLikeness(left.core, right.core) + 0.25 * textLikeness(left.plain, right.plain);
  const metres = one.point && other.point ? geodesicMetres(one.point, other.point) : null;
  return {
    name: likeness,
    numbersDiffer: left.ordinal !== null && right.ordinal !== null && left.ordinal !== right.ordinal,
    tradesDiffer: left.trade !== null && right.trade !== null && left.trade !== right.trade,
    division:
      one.divisionPath && other.divisionPath ? divisionLikeness(one.divisionPath, other.divisionPath) : null,
    metres,
    distance: metres === null ? null : distanceLikeness(metres),
  };
}

/** Names of two units of one group are alike but for the number, those of two trades but for a word. */
const differentNumbers = 0.6;
const differentTrades = 0.75;

/**
 * How likely two things are one, 0 to 1: the weighted mean of what is known of name, division and distance. Symmetric;
 * 1 for two that are the same in all that is known of both.
 */
export function matchScore(evidence: MatchEvidence): number {
  const name =
    evidence.name *
    (evidence.numbersDiffer ? differentNumbers : 1) *
    (evidence.tradesDiffer ? differentTrades : 1);
  const parts = [
    { weight: weights.name, value: name },
    { weight: weights.division, value: evidence.division },
    { weight: weights.distance, value: evidence.distance },
  ].flatMap(({ weight, value }) => (value === null ? [] : [{ weight, value }]));
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  return Math.min(1, parts.reduce((sum, { weight, value }) => sum + weight * value, 0) / whole);
}

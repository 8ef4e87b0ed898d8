import type { IntelligentDutyReason } from '../generated/resolvers.js';

/** What decides whether a mine must be made intelligent; null where it is not known. */
export interface IntelligentDutyFacts {
  readonly approvedCapacityWanTonnesPerYear: number | null;
  readonly depthMaxMetres: number | null;
  readonly severeHazard: boolean | null;
}

/** 大型煤矿: from 120 万吨/年 on, included. */
export const largeMineWanTonnesPerYear = 120;
/** 采深: deeper than 600 m. */
export const deepMineMetres = 600;
/** 智能化建成率: of the mines from 120 万吨/年 on, at least this part. */
export const intelligentRateTarget = 0.8;

/** Why a mine must be made intelligent: large, deeper than 600 m, severe hazard (DOMAIN §1.2 items 39 to 41). */
export function intelligentDutyReasons(mine: IntelligentDutyFacts): IntelligentDutyReason[] {
  const reasons: IntelligentDutyReason[] = [];
  const { approvedCapacityWanTonnesPerYear: capacity, depthMaxMetres: depth } = mine;
  if (capacity !== null && capacity >= largeMineWanTonnesPerYear) reasons.push('LARGE');
  if (depth !== null && depth > deepMineMetres) reasons.push('DEEP');
  if (mine.severeHazard === true) reasons.push('SEVERE_HAZARD');
  return reasons;
}

/** Whether a mine must be made intelligent: true as soon as one reason holds, null while one is unknown. */
export function intelligentDuty(mine: IntelligentDutyFacts): boolean | null {
  if (intelligentDutyReasons(mine).length > 0) return true;
  const facts = [mine.approvedCapacityWanTonnesPerYear, mine.depthMaxMetres, mine.severeHazard];
  return facts.includes(null) ? null : false;
}

/** {@link intelligentDuty} in SQL over the row aliased `item`. */
export const intelligentDutySql = `(item.approved_capacity >= ${largeMineWanTonnesPerYear}
  or item.depth_max > ${deepMineMetres} or item.severe_hazard)`;

/**
 * How many of so many mines must be built for the target of 80 % (DOMAIN §1.2 item 40: 17 mines, 14 of them).
 * @param mines 0 or more.
 */
export const requiredForTarget = (mines: number): number =>
  // In hundredths: 0.8 × 15 must not become 12.000000000000002 and then 13.
  Math.ceil((mines * Math.round(intelligentRateTarget * 100)) / 100);

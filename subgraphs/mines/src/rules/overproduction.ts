import type { OverproductionKind } from '../generated/resolvers.js';

/** Output of a mine beside what it may dig; null where it is not known. */
export interface OutputFacts {
  readonly approvedCapacityWanTonnesPerYear: number | null;
  /** Output of the latest twelve months of the books, 万吨. */
  readonly actualOutputWanTonnesPerYear: number | null;
  /** Output of the month with the most, 万吨. */
  readonly highestMonthlyOutputWanTonnes: number | null;
}

/** A year may exceed the approved capacity by a tenth, and a month may be a tenth of it. */
const tolerance = 0.1;

/**
 * 超能力 (of 三超) after 煤矿重大事故隐患判定标准 (应急管理部令第4号) art. 4: a year's output of more than 10 % above the
 * approved capacity, or a month's output of more than 10 % of it. 超强度 and 超定员 are not found from figures that
 * every department may read: how many are underground now is not one of them.
 * @returns what is exceeded; null when nothing can be compared.
 */
export function overproduction(mine: OutputFacts): OverproductionKind[] | null {
  const capacity = mine.approvedCapacityWanTonnesPerYear;
  const year = exceeds(mine.actualOutputWanTonnesPerYear, capacity, 1 + tolerance);
  const month = exceeds(mine.highestMonthlyOutputWanTonnes, capacity, tolerance);
  if (year === null && month === null) return null;
  const found: OverproductionKind[] = [];
  if (year === true) found.push('ANNUAL_CAPACITY');
  if (month === true) found.push('MONTHLY_CAPACITY');
  return found;
}

/** Whether a value is more than a multiple of a limit; compared with twelve digits, because 1.1 × 90 is 99.00000000000001. */
function exceeds(value: number | null, limit: number | null, times: number): boolean | null {
  if (value === null || limit === null) return null;
  return Number(value.toPrecision(12)) > Number((limit * times).toPrecision(12));
}

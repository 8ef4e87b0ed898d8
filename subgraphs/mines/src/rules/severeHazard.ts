import type {
  GasGrade,
  HydroType,
  SevereHazardReason,
  SpontaneousCombustion,
} from '../generated/resolvers.js';

/** The statutory identifications that decide; null where a mine has none yet. */
export interface HazardFacts {
  readonly gasGrade: GasGrade | null;
  readonly rockburst: boolean | null;
  readonly spontaneousCombustion: SpontaneousCombustion | null;
  readonly hydroType: HydroType | null;
}

/** Why a mine counts as 灾害严重, in the order of 煤矿安全生产条例 art. 22; empty when nothing known says so. */
export function severeHazardReasons(mine: HazardFacts): SevereHazardReason[] {
  const reasons: SevereHazardReason[] = [];
  if (mine.gasGrade === 'OUTBURST') reasons.push('OUTBURST');
  if (mine.gasGrade === 'HIGH') reasons.push('HIGH_GAS');
  if (mine.rockburst === true) reasons.push('ROCKBURST');
  if (mine.spontaneousCombustion === 'CLASS_I') reasons.push('EASY_SPONTANEOUS_COMBUSTION');
  if (mine.hydroType === 'COMPLEX' || mine.hydroType === 'VERY_COMPLEX') reasons.push('COMPLEX_HYDROGEOLOGY');
  return reasons;
}

/**
 * 灾害严重矿井: outburst or high gas, rock burst, easy spontaneous combustion, or complex hydrogeology: the mines
 * that need a special body and a deputy chief engineer (煤矿安全生产条例 art. 22). True as soon as one holds, false
 * only when all four are known not to hold, null otherwise. The same as {@link severeHazardSql}.
 */
export function severeHazard(mine: HazardFacts): boolean | null {
  if (severeHazardReasons(mine).length > 0) return true;
  const facts = [mine.gasGrade, mine.rockburst, mine.spontaneousCombustion, mine.hydroType];
  return facts.includes(null) ? null : false;
}

/** {@link severeHazard} in SQL, because lists filter by it: the database derives the column when a row is written. */
export const severeHazardSql = `(
  gas_grade in ('HIGH', 'OUTBURST') or rockburst or spontaneous_combustion = 'CLASS_I'
  or hydro_type in ('COMPLEX', 'VERY_COMPLEX')
)`;

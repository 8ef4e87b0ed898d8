import type { Rate } from './alarmRates.js';

/** Protection radius of a municipal hydrant, metres (GB 50974-2014, 7.2.5). */
export const hydrantRadiusMetres = 150;

/** How many fire units of a division there are, and how many have water. */
export interface CoverageCounts {
  /** Units with a usable water source within the radius. */
  readonly covered: number;
  /** Units whose position is known. */
  readonly located: number;
  /** Units whose position is not known. */
  readonly unlocated: number;
}

/**
 * 消防供水覆盖率 (DOMAIN item 71): fire units with a usable water source within the radius over the ground, among the
 * units whose position is known. A source that was never checked covers nothing. A unit within the radius across
 * the division's line counts as covered.
 * @param radiusMetres above 0.
 */
export const waterCoverage = (counts: CoverageCounts, radiusMetres: number): Rate => ({
  numerator: counts.covered,
  denominator: counts.located,
  undetermined: counts.unlocated,
  definition: `消防供水覆盖率 = 周边 ${radiusMetres} 米内有完好可用消防水源的消防对象 / 位置已知的消防对象; 位置未知另列`,
});

import type { MineRescueArrangement } from '../generated/resolvers.js';

/** A professional rescue team must reach a mine within this time. */
export const longestRescueMinutes = 30;

/**
 * Whether help is near enough: the mine's professional team, its own or the one it has an agreement with, arrives
 * within 30 minutes (煤矿安全生产条例 art. 29; service radius of 矿山救援规程). A part-time team alone is not enough.
 * @returns null when arrangement or time is not known.
 */
export function rescueWithin30Minutes(
  arrangement: MineRescueArrangement | null,
  etaMinutes: number | null,
): boolean | null {
  if (arrangement === 'NONE' || arrangement === 'PART_TIME_ONLY') return false;
  if (arrangement === null || etaMinutes === null) return null;
  return etaMinutes <= longestRescueMinutes;
}

import type { Casualties } from '../entities/incident.js';

/**
 * 伤亡情况 as they were reported: null as a whole only while nothing at all is. A zero is a report; a null is not yet
 * one, and stays null beside the others.
 */
export function reportedCasualties(row: Casualties): Casualties | null {
  const { dead, missing, seriouslyInjured, slightlyInjured, trapped } = row;
  const counts = [dead, missing, seriouslyInjured, slightlyInjured, trapped];
  return counts.some((count) => count !== null) ? row : null;
}

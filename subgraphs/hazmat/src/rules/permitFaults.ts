import type { CheckFault } from '@huitong/kit';
import type { WorkPermit } from '../entities/workPermit.js';
import { clauseOf, hoursBetween, levelRank, levelsOf, maximumValidity, requiredLevel } from './gb30871.js';

type Fault = CheckFault<keyof WorkPermit & string>;

/**
 * What makes a permit one that GB 30871-2022 does not know: a level that its kind of work has not, a level below
 * what the situation, the height or the mass asks for, a validity beyond the longest allowed. Files and mutations
 * refuse it for these; what else is wrong with it is told by its findings.
 */
export function permitFaults(permit: Readonly<Partial<WorkPermit>>): Fault[] {
  const { type, level = null, validFrom, validTo, heightMetres } = permit;
  if (!type) return [];
  const faults: Fault[] = [];
  const clause = clauseOf[type];
  const rank = levelRank(type, level);
  if (level !== null && rank === null) {
    const has = levelsOf(type).join(', ') || 'no levels';
    faults.push({
      columns: ['level', 'type'],
      message: `${type} has ${has} (GB 30871-2022 clause ${clause}).`,
    });
  }
  if (type === 'WORK_AT_HEIGHT' && typeof heightMetres === 'number' && heightMetres < 2) {
    const message = `${heightMetres} m is no work at height, which begins at 2 m (GB 30871-2022 clause ${clause}).`;
    faults.push({ columns: ['heightMetres'], message });
  }
  const required = requiredLevel({ ...permit, type });
  if (required && rank !== null && rank > (levelRank(type, required) ?? rank)) {
    const message = `The work is ${required} by what is said of it, not ${level} (GB 30871-2022 clause ${clause}).`;
    faults.push({ columns: ['level'], message });
  }
  const maximum = maximumValidity(type, level ?? required, permit.specialCircumstances === true);
  if (maximum && validFrom && validTo && hoursBetween(validFrom, validTo) > maximum.hours) {
    const hours = Number(hoursBetween(validFrom, validTo).toFixed(2));
    const message = `A permit of ${type}${level ? ` ${level}` : ''} holds at most ${maximum.hours} hours, not ${hours} (GB 30871-2022 clause ${maximum.clause}).`;
    faults.push({ columns: ['validTo', 'validFrom'], message });
  }
  return faults;
}

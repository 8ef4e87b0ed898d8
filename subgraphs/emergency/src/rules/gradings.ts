import { refusal } from '@huitong/contract';

/** 社会应急力量分类分级测评: the five specialties that are assessed (应急〔2024〕83号). */
export const assessedSpecialties = [
  'BUILDING_COLLAPSE',
  'MOUNTAIN',
  'WATER',
  'DIVING',
  'EMERGENCY_MEDICAL',
] as const;
export type AssessedSpecialty = (typeof assessedSpecialties)[number];

/** Whether teams are graded in a specialty. */
export const isAssessed = (specialty: string): specialty is AssessedSpecialty =>
  assessedSpecialties.some((one) => one === specialty);

/** One result as it was handed in. */
interface GivenGrading {
  readonly specialty: string;
  readonly grade: number;
}

/**
 * Checks the results of an assessment: one of the five specialties each, no specialty twice, grade 1 (best) to 3
 * (应急〔2024〕83号).
 * @returns the gradings in the form and order in which they are stored, whatever order they came in, so that the
 *   same results written again count as unchanged.
 * @throws Refusal BAD_INPUT naming the place.
 */
export function acceptGradings(
  given: readonly GivenGrading[],
  at: string,
): { grade: number; specialty: AssessedSpecialty }[] {
  const grades = new Map<AssessedSpecialty, number>();
  given.forEach(({ specialty, grade }, index) => {
    const place = `${at}.${index}`;
    if (!isAssessed(specialty)) {
      const message = `${specialty} is not assessed in grades; ${assessedSpecialties.join(', ')} are.`;
      throw refusal('BAD_INPUT', { at: `${place}.specialty`, message });
    }
    if (grades.has(specialty)) {
      throw refusal('BAD_INPUT', {
        at: `${place}.specialty`,
        message: `${specialty} stands twice in ${at}.`,
      });
    }
    if (!Number.isInteger(grade) || grade < 1 || grade > 3) {
      throw refusal('BAD_INPUT', {
        at: `${place}.grade`,
        message: `${place}.grade is 1 to 3, not ${grade}.`,
      });
    }
    grades.set(specialty, grade);
  });
  return assessedSpecialties.flatMap((specialty) => {
    const grade = grades.get(specialty);
    // jsonb keeps the shorter key first; in another order every write would look like a change.
    return grade === undefined ? [] : [{ grade, specialty }];
  });
}

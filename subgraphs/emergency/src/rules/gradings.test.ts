import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '@huitong/contract';
import fc from 'fast-check';
import { acceptGradings, assessedSpecialties } from './gradings.js';

const problem = (given: readonly { specialty: string; grade: number }[]) => {
  try {
    acceptGradings(given, 'input.gradings');
  } catch (error) {
    return refusalOf(error)?.extensions;
  }
  return null;
};

describe('graded assessment of social rescue forces', () => {
  it('keeps any results in one order and form, so that writing them again changes nothing', () => {
    const results = fc.uniqueArray(
      fc.record({
        specialty: fc.constantFrom(...assessedSpecialties),
        grade: fc.integer({ min: 1, max: 3 }),
      }),
      { selector: ({ specialty }) => specialty },
    );
    fc.assert(
      fc.property(results, (given) => {
        const kept = acceptGradings(given, 'g');
        expect(JSON.stringify(acceptGradings([...given].reverse(), 'g'))).toBe(JSON.stringify(kept));
        expect(kept).toHaveLength(given.length);
        expect(kept).toEqual(expect.arrayContaining(given));
      }),
    );
  });

  it.each([0, 4, 1.5, -1])('refuses grade %s', (grade) => {
    expect(problem([{ specialty: 'WATER', grade }])).toMatchObject({
      code: 'BAD_INPUT',
      at: 'input.gradings.0.grade',
    });
  });

  it('refuses a specialty that is not assessed, and one that stands twice', () => {
    expect(problem([{ specialty: 'MINE', grade: 1 }])).toMatchObject({ at: 'input.gradings.0.specialty' });
    const twice = [
      { specialty: 'WATER', grade: 1 },
      { specialty: 'WATER', grade: 1 },
    ];
    expect(problem(twice)).toMatchObject({ code: 'BAD_INPUT', at: 'input.gradings.1.specialty' });
  });
});

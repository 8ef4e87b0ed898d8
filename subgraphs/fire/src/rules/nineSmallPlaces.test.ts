import { describe, expect, it } from '@jest/globals';
import { isNineSmallPlace, nineSmallCategories } from './nineSmallPlaces.js';

describe('nine small places', () => {
  it('are nine kinds, and unknown stays unknown', () => {
    expect(new Set(nineSmallCategories).size).toBe(9);
    expect(isNineSmallPlace('SMALL_HOTEL')).toBe(true);
    expect(isNineSmallPlace('MEDICAL')).toBe(false);
    expect(isNineSmallPlace(null)).toBeNull();
  });
});

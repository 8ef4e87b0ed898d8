import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { geodesicMetres } from '../geo/distance.js';
import { nearestSeat } from './seats.js';
import { divisionByCode, loadDivisions } from './table.js';

const point = fc.record({
  lat: fc.integer({ min: 34_570_000, max: 40_750_000 }).map((millionths) => millionths / 1e6),
  lon: fc.integer({ min: 110_220_000, max: 114_570_000 }).map((millionths) => millionths / 1e6),
});

describe('nearestSeat', () => {
  it('finds the county that has the nearest known seat, its own or a township’s, and says that it is a guess', () => {
    const known = loadDivisions().filter(
      ({ level, pseudo, seat }) => /COUNTY|TOWNSHIP/.test(level) && !pseudo && seat?.basis !== 'derived',
    );
    fc.assert(
      fc.property(point, (place) => {
        const found = nearestSeat(place, { level: 'COUNTY' })!;
        const shortest = Math.min(...known.map(({ seat }) => geodesicMetres(place, seat!)));
        expect(found).toMatchObject({ approximate: true, division: { level: 'COUNTY', pseudo: false } });
        expect(found.metres).toBeCloseTo(shortest, 0);
      }),
    );
  });

  it('finds a township of the county it finds', () => {
    fc.assert(
      fc.property(point, (place) => {
        const county = nearestSeat(place, { level: 'COUNTY' })!.division;
        const township = nearestSeat(place, { level: 'TOWNSHIP' });
        const has = loadDivisions().some(
          ({ parentCode, level, pseudo }) => parentCode === county.code && level === 'TOWNSHIP' && !pseudo,
        );
        expect(township?.division.parentCode).toBe(has ? county.code : undefined);
      }),
    );
  });

  it('finds each county and listed township at its own seat', () => {
    const gaoping = divisionByCode('140581')!;
    const found = nearestSeat(gaoping.seat!, { level: 'COUNTY' });
    expect(found).toEqual({ division: gaoping, metres: 0, approximate: true });
    const sanjia = divisionByCode('140581102')!;
    expect(nearestSeat(sanjia.seat!, { level: 'TOWNSHIP' })?.division.code).toBe('140581102');
  });

  it('gives a place in the east of 沁水 to 沁水, although the seat of 阳城 is nearer', () => {
    const duanshi = { lat: 35.69, lon: 112.52 };
    const metresTo = (code: string) => geodesicMetres(duanshi, divisionByCode(code)!.seat!);
    expect(metresTo('140522')).toBeLessThan(metresTo('140521'));
    expect(nearestSeat(duanshi, { level: 'COUNTY' })?.division.code).toBe('140521');
  });

  it('names no township where the table has none', () => {
    const linfen = divisionByCode('141002')!;
    expect(nearestSeat(linfen.seat!, { level: 'TOWNSHIP' })).toBeUndefined();
    expect(nearestSeat(linfen.seat!, { level: 'COUNTY' })?.division.code).toBe('141002');
  });
});

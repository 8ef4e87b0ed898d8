import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkUscc } from '../validators/index.js';
import {
  demoDepartments,
  demoEnterprise,
  demoEnterpriseCount,
  demoEnterprises,
  demoLine,
  demoPerson,
  demoPlace,
  demoTownships,
  demoUscc,
  Random,
} from './index.js';

describe('random numbers from a seed', () => {
  it('are the same on every machine', () => {
    const random = new Random(1);
    expect([random.next(), random.next(), random.next()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
  });

  it('stay within their bounds and make proper ids', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, least, span) => {
        const random = new Random(seed);
        const whole = random.integer(least, least + span);
        expect(Number.isInteger(whole) && whole >= least && whole <= least + span).toBe(true);
        const decimal = random.decimal(least, least + span, 2);
        expect(decimal >= least && decimal <= least + span).toBe(true);
        expect(random.uuid()).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });
});

describe('ids of rows that have random numbers of their own', () => {
  it('differ also where the numbers meet', () => {
    const ids = Array.from({ length: 1000 }, (_, row) => new Random(7, row).uuid());
    expect(new Set(ids).size).toBe(1000);
  });
});

describe('the demonstration', () => {
  it('is the same every time', () => {
    expect(demoDepartments()).toEqual(demoDepartments());
    expect(demoEnterprises()).toEqual(demoEnterprises());
    const place = () => demoPlace(new Random(7), '140581');
    expect(place()).toEqual(place());
    expect(demoPerson(new Random(7))).toEqual(demoPerson(new Random(7)));
  });

  it('has departments and enterprises with codes of their own, well formed', () => {
    const codes = [...demoDepartments(), ...demoEnterprises()].map((one) => one.uscc);
    expect(codes.length).toBeGreaterThan(300);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.map(checkUscc).filter((check) => !check.ok || check.warnings.length > 0)).toEqual([]);
  });

  it('has a parent for every department but the province’s and the townships’', () => {
    const all = demoDepartments();
    const known = new Set(all.map((one) => one.uscc));
    for (const one of all) {
      const top = one.divisionCode === '140000' || one.line === 'TOWNSHIP';
      expect(one.parentUscc === null).toBe(top);
      if (one.parentUscc) expect(known.has(one.parentUscc)).toBe(true);
    }
  });

  it('counts a department’s own line up and down, and no other county', () => {
    const line = demoLine('ENERGY', '140581');
    expect(line).toEqual(
      expect.arrayContaining(['140000', '140500', '140581'].map((code) => demoUscc('ENERGY', code))),
    );
    expect(line).toHaveLength(3);
    expect(demoLine('ENERGY', '140500')).toContain(demoUscc('ENERGY', '140521'));
    expect(demoLine('FIRE', '140581')).not.toContain(demoUscc('ENERGY', '140581'));
  });

  it('gives people numbers that nobody has, and no given names', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { name, phone } = demoPerson(new Random(seed));
        expect(phone).toMatch(/^1990000\d{4}$/);
        expect(name).toMatch(/^.某某$/u);
      }),
    );
  });

  it('places things near a real township, inside the division asked for', () => {
    const townships = new Map(demoTownships().map(({ township }) => [township.code, township]));
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('140500', '140581', '140521'), (seed, within) => {
        const place = demoPlace(new Random(seed), within);
        const township = townships.get(place.divisionCode);
        expect(township?.path).toContain(within);
        expect(Math.abs(place.lat - (township?.seat?.lat ?? 0))).toBeLessThanOrEqual(0.02701);
        expect(Math.abs(place.lon - (township?.seat?.lon ?? 0))).toBeLessThanOrEqual(0.03301);
      }),
    );
  });

  it('wraps the number of an enterprise around', () => {
    const count = demoEnterpriseCount('COAL');
    expect(demoEnterprise('COAL', count)).toEqual(demoEnterprise('COAL', 0));
    expect(demoEnterprise('COAL', 1).uscc).not.toBe(demoEnterprise('COAL', 0).uscc);
  });
});

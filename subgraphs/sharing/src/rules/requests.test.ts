import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusalOf } from '@huitong/contract';
import { defaultRule } from '../defaultRule.js';
import { catalogueRule } from './catalogue.js';
import { commonDivision } from './checkRequest.js';
import { canonicalKey } from './entityKey.js';
import { divisionsMeet, grantTerms } from './grantTerms.js';

const codeOf = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return refusalOf(error)?.code;
  }
};

describe('the catalogue', () => {
  it('says of a field what it says itself, else what its rows say', () => {
    expect(catalogueRule('Tank.levelPercent')).toMatchObject({
      attribute: 'CONDITIONAL',
      entry: 'hazmat/tank',
      isField: true,
    });
    expect(catalogueRule('MajorHazard.name')).toMatchObject({ attribute: 'UNCONDITIONAL', purposes: [] });
    expect(catalogueRule('MajorHazard.emergencyContactPhone')).toMatchObject({
      mask: 'PHONE',
      isMasked: true,
    });
    expect(catalogueRule('MajorHazard')).toMatchObject({ isField: false, isMasked: true });
  });

  it.each([
    '',
    'Tank.',
    '.name',
    'Tank.no',
    'Nothing',
    'Tank.name.more',
    '__proto__',
    'Tank.toString',
    'Query.tanks',
  ])('has no %j', (coordinate) => expect(catalogueRule(coordinate)).toBeNull());

  it('has every item of the emergency rule that comes with the software, none of it withheld', () => {
    for (const coordinate of defaultRule.coordinates) {
      const rule = catalogueRule(coordinate);
      expect([coordinate, rule?.attribute]).toEqual([
        coordinate,
        expect.stringMatching(/^(UN)?CONDITIONAL$/),
      ]);
      if (rule?.attribute === 'CONDITIONAL')
        expect([coordinate, rule.purposes]).toEqual([
          coordinate,
          expect.arrayContaining(['INCIDENT_RESPONSE']),
        ]);
    }
  });
});

describe('a division that holds several', () => {
  it('is the smallest one', () => {
    const path = ['140000', '140500', '140581'];
    expect(commonDivision([path])).toBe('140581');
    expect(commonDivision([path, ['140000', '140500', '140525']])).toBe('140500');
    expect(commonDivision([path, ['130000']])).toBeNull();
    expect(commonDivision([])).toBeNull();
  });

  it('meets those below and above it, and no other', () => {
    expect(divisionsMeet(['140500'], ['140581102'])).toBe(true);
    expect(divisionsMeet(['140581102'], ['140500'])).toBe(true);
    expect(divisionsMeet(['140581'], ['140581'])).toBe(true);
    expect(divisionsMeet(['140581'], ['140525', '140400'])).toBe(false);
  });
});

it('the key of an entity is one text however it is written', () => {
  expect(canonicalKey(' { "b": 2, "a" : "x" } ')).toBe('{"a":"x","b":2}');
  for (const bad of [
    '',
    'x',
    '[]',
    '{}',
    'null',
    '{"a":null}',
    '{"a":1.5}',
    '{"a":{}}',
    '{"1":"x"}',
    `{"a":"${'x'.repeat(1001)}"}`,
  ])
    expect([bad, codeOf(() => canonicalKey(bad))]).toEqual([bad, 'BAD_INPUT']);
});

it('what is granted is never wider than what was asked for, whatever is given', () => {
  const now = new Date('2026-03-02T02:00:00Z');
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
  const asked = {
    ...{
      coordinates: ['Tank.name', 'Tank.bund'],
      divisions: ['140581', '140525'],
      withinKm: null,
      unmask: false,
    },
    ...{ wantedFrom: inDays(1), wantedUntil: inDays(100), ratePerMinute: null, rowsPerDay: 500 },
  };
  /** Mostly what narrows, sometimes what would widen. */
  const mostly = <Value>(good: fc.Arbitrary<Value>, bad: fc.Arbitrary<Value>) =>
    fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: bad });
  const days = (min: number, max: number) => fc.integer({ min, max }).map(inDays);
  const given = fc.record(
    {
      coordinates: mostly(
        fc.subarray(['Tank.name', 'Tank.bund'], { minLength: 1 }),
        fc.subarray(['Tank.name', 'Tank.chemical']),
      ),
      divisions: mostly(
        fc.subarray(['140581', '140581102', '140525'], { minLength: 1 }),
        fc.subarray(['140581', '140400', '140500']),
      ),
      startsAt: mostly(days(1, 50), days(-5, 120)),
      expiresAt: mostly(days(51, 100), days(-5, 120)),
      ratePerMinute: mostly(fc.integer({ min: 1, max: 100 }), fc.constantFrom(0, -1)),
      rowsPerDay: mostly(fc.integer({ min: 1, max: 500 }), fc.constantFrom(0, 501)),
      unmask: mostly(fc.constant(false), fc.constant(true)),
    },
    { requiredKeys: [] },
  );
  let granted = 0;
  fc.assert(
    fc.property(given, (terms) => {
      let made;
      try {
        made = grantTerms(asked, terms, { scope: ['140500'], now });
      } catch (error) {
        expect(refusalOf(error)).not.toBeNull();
        return;
      }
      granted += 1;
      for (const coordinate of made.coordinates) expect(asked.coordinates).toContain(coordinate);
      for (const code of made.divisions) expect(code).toMatch(/^14(0581|0525)/);
      expect(Date.parse(made.startsAt)).toBeGreaterThanOrEqual(Date.parse(asked.wantedFrom));
      expect(Date.parse(made.expiresAt)).toBeLessThanOrEqual(Date.parse(asked.wantedUntil));
      expect(made.rowsPerDay).toBeLessThanOrEqual(500);
      expect(made.unmask).toBe(false);
    }),
    { numRuns: 500 },
  );
  expect(granted).toBeGreaterThan(50);
});

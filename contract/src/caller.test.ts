import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Caller,
  callerProblem,
  departmentLines,
  type Grant,
  grantHolds,
  purposes,
  trustCaller,
} from './caller.js';

const word = fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/);
const division = fc.stringMatching(/^[1-9][0-9]{5}([0-9]{3}){0,2}$/);
const department = fc.stringMatching(/^[0-9A-Z]{18}$/);
const grants: fc.Arbitrary<Grant> = fc.record({
  id: word,
  coordinates: fc.array(word, { maxLength: 4 }),
  divisions: fc.array(division, { maxLength: 4 }),
  unmask: fc.boolean(),
  incident: fc.option(word),
  expiresAt: fc.nat(),
});
const callers: fc.Arbitrary<Caller> = fc
  .record({
    subject: word,
    kind: fc.constantFrom('OFFICER' as const, 'SYSTEM' as const),
    department,
    line: fc.constantFrom(...departmentLines),
    departments: fc.array(department, { maxLength: 4 }),
    scope: fc.array(division, { maxLength: 4 }),
    role: word,
    purpose: fc.constantFrom(...purposes),
    grants: fc.array(grants, { maxLength: 3 }),
    incident: fc.option(word),
    policyVersion: word,
    requestId: word,
  })
  .map((caller) => ({ ...caller, departments: [caller.department, ...caller.departments] }));

const fields = [
  'subject',
  'kind',
  'department',
  'line',
  'departments',
  'scope',
  'role',
  'purpose',
  'grants',
  'incident',
  'policyVersion',
  'requestId',
] as const;
const grantFields = ['id', 'coordinates', 'divisions', 'unmask', 'incident', 'expiresAt'] as const;

/** Values that are right for no field at all. */
const wrongForAll = fc.constantFrom<unknown>(
  undefined,
  {},
  0.5,
  Number.NaN,
  '',
  'x'.repeat(201),
  'line\nbreak',
  'nul\0',
  [[]],
  [null],
  ['140581', 140581],
  [{ id: 'g' }],
  { 0: '140581', length: 1 },
);
const over = (caller: Caller, change: Record<string, unknown>): unknown => ({ ...caller, ...change });

describe('callerProblem', () => {
  it('accepts every caller that has all parts', () => {
    fc.assert(fc.property(callers, (caller) => expect(callerProblem(caller)).toBeNull()));
  });

  it('refuses a caller without one of its parts, or with a wrong one, and names it', () => {
    fc.assert(
      fc.property(callers, fc.constantFrom(...fields), wrongForAll, (caller, field, value) => {
        const without = Object.fromEntries(Object.entries(caller).filter(([name]) => name !== field));
        expect(callerProblem(without)).not.toBeNull();
        expect(callerProblem(over(caller, { [field]: value }))).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a caller with a broken grant among good ones', () => {
    fc.assert(
      fc.property(
        callers,
        grants,
        fc.constantFrom(...grantFields),
        wrongForAll,
        (caller, grant, field, bad) => {
          const broken = { ...grant, [field]: bad };
          expect(callerProblem(over(caller, { grants: [grant, broken] }))).toContain('grants');
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['a department that is not among its own', { department: '11140581000000000X' }],
    ['a department list that would be split', { departments: ['a,b'] }],
    ['a line nobody has', { line: 'TREASURY' }],
    ['a purpose nobody has', { purpose: 'CURIOSITY' }],
    ['a kind nobody has', { kind: 'ROOT' }],
    ['a division that is no code', { scope: ['%'] }],
    ['a division that is cut short', { scope: ['14058'] }],
    ['a division with a space', { scope: ['140581 '] }],
    ['a division with a comma', { scope: ['140581,140000'] }],
    ['too many divisions', { scope: Array.from({ length: 1001 }, () => '140581') }],
    ['too many departments', { departments: Array.from({ length: 501 }, () => '1'.repeat(18)) }],
    ['too many grants', { grants: Array.from({ length: 1001 }, () => ({})) }],
  ])('refuses %s', (_, change) => {
    const [caller] = fc.sample(callers, { numRuns: 1, seed: 1 });
    expect(callerProblem(over(caller as Caller, change))).not.toBeNull();
  });

  it.each([null, undefined, 'caller', 1, true, [], [{}], () => undefined])('refuses %p', (value) => {
    expect(callerProblem(value)).toBe('caller is not an object');
  });

  it('does not believe what is inherited', () => {
    const [caller] = fc.sample(callers, { numRuns: 1, seed: 2 });
    expect(callerProblem(Object.create(caller as Caller))).not.toBeNull();
    const forged: unknown = JSON.parse(`{"__proto__": ${JSON.stringify(caller)}}`);
    expect(callerProblem(forged)).not.toBeNull();
    const withoutScope = { ...(caller as Caller), scope: undefined };
    const polluted: unknown = JSON.parse(
      JSON.stringify(withoutScope).replace('{', '{"__proto__": {"scope": ["140000"]},'),
    );
    expect(callerProblem(polluted)).toContain('scope');
  });
});

describe('trustCaller', () => {
  it('keeps the parts of a caller and nothing else, and freezes them to the bottom', () => {
    fc.assert(
      fc.property(callers, (caller) => {
        const extra = JSON.parse(`{"__proto__": {"admin": true}, "admin": true}`) as object;
        const trusted = trustCaller({ ...caller, ...extra });
        expect(trusted).toEqual(caller);
        expect(Object.keys(trusted).sort()).toEqual([...fields].sort());
        expect((trusted as unknown as Record<string, unknown>)['admin']).toBeUndefined();
        const parts = [trusted, trusted.departments, trusted.scope, trusted.grants, ...trusted.grants];
        const lists = trusted.grants.flatMap((grant) => [grant.coordinates, grant.divisions]);
        for (const part of [...parts, ...lists]) expect(Object.isFrozen(part)).toBe(true);
      }),
    );
  });

  it('does not follow later changes of what it was made from', () => {
    const [caller] = fc.sample(callers, { numRuns: 1, seed: 3 });
    const scope = ['140581'];
    const trusted = trustCaller({ ...(caller as Caller), scope });
    scope.push('140000');
    expect(trusted.scope).toEqual(['140581']);
  });
});

describe('a grant', () => {
  const [caller] = fc.sample(callers, { numRuns: 1, seed: 4 }) as [Caller];
  const grant: Grant = {
    id: 'g',
    coordinates: ['Mine'],
    divisions: ['140581'],
    unmask: false,
    incident: null,
    expiresAt: 1000,
  };
  it.each<[string, Partial<Grant>, string | null, number, boolean]>([
    ['before it expires', {}, null, 999, true],
    ['at the second it expires', {}, null, 1000, false],
    ['within its incident', { incident: 'i-1' }, 'i-1', 999, true],
    ['outside of any incident', { incident: 'i-1' }, null, 999, false],
    ['in another incident', { incident: 'i-1' }, 'i-2', 999, false],
    ['bound to none, in an incident', {}, 'i-1', 999, true],
  ])('%s', (_, change, incident, now, holds) => {
    expect(grantHolds({ ...caller, incident }, { ...grant, ...change }, now)).toBe(holds);
  });
});

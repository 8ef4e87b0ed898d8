import { describe, expect, it } from '@jest/globals';
import { callerOfClaims, type ClaimsMapping } from './claims.js';

/** As an issuer with realm roles says it: nothing of ours in the token. */
const mapping: ClaimsMapping = {
  subject: { claim: ['preferred_pseudonym'] },
  kind: { value: 'OFFICER' },
  department: { claim: ['department', 'uscc'] },
  line: { claim: ['department', 'name'], words: [['应急管理局', 'EMERGENCY']] },
  scope: { claim: ['https://city.example/divisions'], separator: ',' },
  role: {
    claim: ['realm_access', 'roles'],
    words: [
      ['commander', 'COMMANDER'],
      ['duty', 'DUTY_OFFICER'],
    ],
  },
  purpose: {
    claim: ['scope'],
    separator: ' ',
    words: [['huitong:relief', 'RELIEF']],
    otherwise: 'SUPERVISION',
  },
  incident: { claim: ['incident'] },
};
const claims = {
  preferred_pseudonym: 'p-17',
  department: { uscc: '11140500MB00001AAA', name: '应急管理局' },
  'https://city.example/divisions': '140581, 140500',
  realm_access: { roles: ['offline_access', 'duty', 'commander'] },
  scope: 'openid huitong:relief',
};
const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

describe('the claims of an issuer', () => {
  it('say who asks by a mapping: nested, from a table, from a list in the order of the table', () => {
    expect(callerOfClaims(claims, mapping)).toEqual({
      subject: 'p-17',
      kind: 'OFFICER',
      department: '11140500MB00001AAA',
      line: 'EMERGENCY',
      departments: ['11140500MB00001AAA'],
      scope: ['140581', '140500'],
      role: 'COMMANDER',
      purpose: 'RELIEF',
      grants: [],
      incident: null,
    });
  });

  it('may leave out what has an "otherwise", and an incident; a code may be a number', () => {
    const token = { ...without('scope'), 'https://city.example/divisions': [140581], incident: 'i-1' };
    expect(callerOfClaims(token, mapping)).toMatchObject({
      purpose: 'SUPERVISION',
      scope: ['140581'],
      incident: 'i-1',
    });
  });

  it('cannot bring what the mapping does not ask for', () => {
    const token = { ...claims, huitong: { role: 'AUDITOR', scope: ['140000'] }, grants: [{ id: 'g' }] };
    expect(callerOfClaims(token, mapping)).toEqual(callerOfClaims(claims, mapping));
  });

  it.each<[string, object, RegExp]>([
    ['subject', without('preferred_pseudonym'), /"preferred_pseudonym" \(subject\) is missing/],
    ['department', { ...claims, department: {} }, /"department\.uscc" \(department\) is missing/],
    ['divisions', without('https://city.example/divisions'), /divisions" \(scope\) is missing/],
    ['role', { ...claims, realm_access: null }, /"realm_access\.roles" \(role\) is missing/],
    [
      'role that the table knows',
      { ...claims, realm_access: { roles: ['canary'] } },
      /\(role\) has no word that the mapping knows/,
    ],
    [
      'role in texts',
      { ...claims, realm_access: { roles: [{ canary: 1 }] } },
      /\(role\) is neither a text nor a list/,
    ],
    ['one subject', { ...claims, preferred_pseudonym: ['canary', 'b'] }, /\(subject\) has several values/],
    [
      'division that fits',
      { ...claims, 'https://city.example/divisions': 'canary' },
      /\(scope\) has a value that does not fit/,
    ],
    [
      'own property',
      { ...claims, department: Object.create({ uscc: 'canary' }) as object },
      /\(department\) is missing/,
    ],
  ])('without a %s are refused, and the message names the claim and not what it holds', (_, token, words) => {
    const refused = (() => {
      try {
        return callerOfClaims(token as never, mapping);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringMatching(words) });
    expect((refused as Error).message).not.toContain('canary');
  });

  it.each([
    { role: { claim: ['r'], words: [['x', 'GATEWAY']] } },
    { role: { value: 'seed' } },
    { departments: { value: ['HUITONG-GATEWAY'] } },
  ] as Partial<ClaimsMapping>[])(
    'never make the house itself of a caller, whatever is mapped: %j',
    (change) => {
      expect(() => callerOfClaims({ ...claims, r: 'x' }, { ...mapping, ...change })).toThrow();
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import { type PolicyFeed, readPolicyFeed, statedPolicyFeed } from './policyFeed.js';

const feed: PolicyFeed = {
  revision: '7-x',
  grants: [
    {
      ...{ id: 'G-1', department: '11140500MB00004AAA', purpose: 'ECOLOGY', coordinates: ['Tank.chemical'] },
      ...{ divisions: ['140581'], unmask: false, incident: null, startsAt: 1_790_000_000.5 },
      ...{ expiresAt: 1_800_000_000, ratePerMinute: 60, rowsPerDay: null },
    },
  ],
  revocations: [{ kind: 'KEY', value: 'k-1' }],
  disputed: [{ caseId: 'c-1', coordinate: 'Tank.chemical', key: '{"id":"t-1"}' }],
  emergencyRules: [
    {
      ...{ id: 'R', incidentLevelAtLeast: 2, roles: ['DUTY_OFFICER'], lines: ['FIRE'] },
      ...{ coordinates: ['Tank.chemical'], unmask: true },
    },
  ],
  emergencyAccesses: [{ rule: 'R', incident: 'I', terms: 't' }],
};

describe('the sharing policy', () => {
  it('is read back from what is stated of it, whole', () => {
    const kept = JSON.parse(JSON.stringify(statedPolicyFeed(feed))) as unknown;
    expect(readPolicyFeed(kept)).toEqual(feed);
    expect(readPolicyFeed({ sharingPolicy: null })).toBeNull();
  });

  it.each<[string, object]>([
    ['a grant without an end', { grants: [{ ...feed.grants[0], expiresAt: null }] }],
    ['a grant for a purpose that there is none', { grants: [{ ...feed.grants[0], purpose: 'CURIOSITY' }] }],
    ['a revocation of something else', { revocations: [{ kind: 'HOUSE', value: 'x' }] }],
    ['what an earlier version kept', { emergencyAccesses: undefined }],
    ['no revision', { revision: '' }],
  ])('is not read where it has %s', (_, change) => {
    const { sharingPolicy } = statedPolicyFeed(feed) as { sharingPolicy: object };
    expect(() => readPolicyFeed({ sharingPolicy: { ...sharingPolicy, ...change } })).toThrow(
      /missing or malformed/,
    );
  });
});

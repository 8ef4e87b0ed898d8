import { describe, expect, it } from '@jest/globals';
import { type Grant, trustCaller } from '@huitong/contract';
import { grantReadings } from './grantReadings.js';

const nowSeconds = Date.now() / 1000;
const grant = (id: string, more: Partial<Grant> = {}): Grant => ({
  id,
  coordinates: ['Mine.plan'],
  divisions: ['140500'],
  unmask: false,
  incident: null,
  expiresAt: nowSeconds + 600,
  ...more,
});
const caller = (grants: readonly Grant[]) =>
  trustCaller({
    ...{ subject: 'pseudonym', kind: 'SYSTEM', department: '11140500MB00004AAA', line: 'FIRE' },
    ...{ departments: ['11140500MB00004AAA'], role: 'r', purpose: 'RELIEF', incident: 'incident-1' },
    ...{ policyVersion: '1', requestId: 'x', scope: ['140500'], grants },
  });
const reading = (conditional: readonly string[], masked: readonly string[] = []) => ({
  ...{ conditional, notShared: [], masked, others: 2 },
});

describe('what an operation reads under grants', () => {
  it('is what a grant that holds names, by its field or its type', () => {
    const who = caller([
      grant('by field'),
      grant('by type', { coordinates: ['Mine'], incident: 'incident-1' }),
      grant('other field', { coordinates: ['Mine.depth'] }),
      grant('past', { expiresAt: nowSeconds - 1 }),
      grant('other incident', { incident: 'incident-2' }),
    ]);
    const read = reading(['Mine.plan'], ['Mine.plan', 'Mine.phone']);
    const found = grantReadings(who, read);
    expect(found.map(({ grant: { id }, coordinates }) => [id, coordinates])).toEqual([
      ['by field', ['Mine.plan']],
      ['by type', ['Mine.plan', 'Mine.phone']],
    ]);
    expect(grantReadings(who, reading(['Pond.plan']))).toEqual([]);
    expect(grantReadings(caller([]), read)).toEqual([]);
  });

  it('is a row itself under a grant of its type or of any part of it', () => {
    const who = caller([
      grant('part', { coordinates: ['Tank.chemical'] }),
      grant('whole', { coordinates: ['Tank'] }),
      grant('of another', { coordinates: ['TankFarm.chemical'] }),
    ]);
    expect(grantReadings(who, reading(['Tank'])).map(({ grant: { id } }) => id)).toEqual(['part', 'whole']);
  });
});

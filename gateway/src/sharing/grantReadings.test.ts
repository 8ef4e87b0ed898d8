import { describe, expect, it } from '@jest/globals';
import { heldGrant, holderOf } from '../testing/holders.js';
import { grantReadings } from './grantReadings.js';

const reading = (conditional: readonly string[], masked: readonly string[] = []) => ({
  ...{ conditional, notShared: [], masked, others: 2 },
});

describe('what an operation reads under grants', () => {
  it('is what a grant that holds names, by its field or its type', () => {
    const who = holderOf([
      heldGrant('by field'),
      heldGrant('by type', { coordinates: ['Mine'], incident: 'incident-1' }),
      heldGrant('other field', { coordinates: ['Mine.depth'] }),
      heldGrant('past', { expiresAt: Date.now() / 1000 - 1 }),
      heldGrant('other incident', { incident: 'incident-2' }),
    ]);
    const read = reading(['Mine.plan'], ['Mine.plan', 'Mine.phone']);
    const found = grantReadings(who, read);
    expect(found.map(({ grant: { id }, coordinates }) => [id, coordinates])).toEqual([
      ['by field', ['Mine.plan']],
      ['by type', ['Mine.plan', 'Mine.phone']],
    ]);
    expect(grantReadings(who, reading(['Pond.plan']))).toEqual([]);
    expect(grantReadings(holderOf([]), read)).toEqual([]);
  });

  it('is a row itself under a grant of its type or of any part of it', () => {
    const who = holderOf([
      heldGrant('part', { coordinates: ['Tank.chemical'] }),
      heldGrant('whole', { coordinates: ['Tank'] }),
      heldGrant('of another', { coordinates: ['TankFarm.chemical'] }),
    ]);
    expect(grantReadings(who, reading(['Tank'])).map(({ grant: { id } }) => id)).toEqual(['part', 'whole']);
  });
});

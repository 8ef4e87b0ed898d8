import { describe, expect, it } from '@jest/globals';
import type { Grant } from '@huitong/contract';
import { atLeast, equals, type Filter, has, lookedAtBy, own, ownership, present } from '../lists/filters.js';
import { caller } from '../testing/index.js';
import { type LookedAt, looksAtPartsOnly } from './parts.js';

const grant = (more: Partial<Grant> = {}): Grant => ({
  id: 'g-1',
  coordinates: ['Tank.level', 'Tank.chemical'],
  divisions: ['140581'],
  unmask: false,
  incident: null,
  expiresAt: Date.now() / 1000 + 600,
  ...more,
});
const filters: Record<string, Filter> = {
  level: equals('level'),
  levelPercentGte: atLeast('levelPercent'),
  chemicalId: equals('chemicalId'),
  chemicalKnown: present('chemicalId'),
  usesHas: has('uses'),
  nameIs: equals('name'),
  own,
  overdue: () => 'true',
};
const looking = (more: Partial<LookedAt> = {}): LookedAt => ({
  filters: [],
  order: null,
  divisions: [],
  always: new Set(['id', 'name', ownership]),
  ...more,
});
const mayStand = (more: Partial<LookedAt>, ...grants: Grant[]) =>
  looksAtPartsOnly(caller('FIRE', '140581', { grants }), 'Tank', looking(more));
const where = (input: object) => ({ filters: lookedAtBy(input as never, filters) });

describe('rows that were granted in part', () => {
  it.each<[string, Partial<LookedAt>, boolean]>([
    ['without a condition', {}, true],
    ['by a granted field', where({ level: 3 }), true],
    ['by the key of what a granted field leads to', where({ chemicalId: 'x', chemicalKnown: true }), true],
    ['by what can never be null, and whose they are', where({ nameIs: 'T-1', own: false }), true],
    ['by another field whose name begins like a granted one', where({ levelPercentGte: 40 }), false],
    ['by another field deep inside', where({ and: [{ or: [{ not: { usesHas: 'x' } }] }] }), false],
    ['by a filter that does not say what it looks at', where({ overdue: true }), false],
    ['by a filter that nobody declared', where({ constructor: 1 }), false],
    ['by a filter that is null', where({ levelPercentGte: null }), true],
    ['sorted by a granted field', { order: 'level' }, true],
    ['sorted by another field', { order: 'capacityTonnes' }, false],
    ['in the division that was granted', { divisions: ['140581'] }, true],
    ['in a division that holds it', { divisions: ['140500'] }, true],
    ['in a division beside it', { divisions: ['140521'] }, true],
    ['in a part of the division that was granted', { divisions: ['140500', '140581103'] }, false],
    ['in a division that is none', { divisions: ['999999'] }, false],
  ])('are found %s, or are not', (_, lookedAt, found) => {
    expect(mayStand(lookedAt, grant())).toBe(found);
  });

  it('are found in a part of a division where the division is granted too', () => {
    const placed = grant({ id: 'g-2', coordinates: ['Tank.division'] });
    expect(mayStand({ divisions: ['140581103'] }, grant(), placed)).toBe(true);
  });

  it('are found by nothing without a grant that names parts of the type and holds', () => {
    expect(mayStand({})).toBe(false);
    expect(mayStand({}, grant({ coordinates: ['Tank'] }))).toBe(false);
    expect(mayStand({}, grant({ coordinates: ['TankFarm.level'] }))).toBe(false);
    expect(mayStand({}, grant({ expiresAt: 0 }))).toBe(false);
  });
});

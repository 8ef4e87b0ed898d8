import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BoundedCache } from './bounded-cache.js';

it('behaves as a list that moves what is used to its end and drops from its front', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), key, bytes: fc.integer({ min: 0, max: 12 }) }),
    fc.record({ kind: fc.constantFrom('get' as const, 'delete' as const), key, bytes: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cache = new BoundedCache<number>({ maxEntries: 3, maxBytes: 10 });
      let model: { key: string; bytes: number }[] = [];
      const total = () => model.reduce((sum, { bytes }) => sum + bytes, 0);
      for (const { kind, key: name, bytes } of steps) {
        const found = model.find((entry) => entry.key === name);
        const others = model.filter((entry) => entry !== found);
        if (kind === 'get') {
          expect(cache.get(name)).toBe(found?.bytes);
          if (found) model = [...others, found];
        } else if (kind === 'delete') {
          cache.delete(name);
          model = others;
        } else {
          cache.set(name, bytes, bytes);
          model = bytes > 10 ? others : [...others, { key: name, bytes }];
          while (model.length > 3 || total() > 10) model.shift();
        }
        expect([cache.size, cache.bytes]).toEqual([model.length, total()]);
      }
    }),
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PlanningError } from './index.js';
import { ask } from './testing/engine.js';
import { federation, type Federation } from './testing/federation.js';

const days = ({ day }: { day: number }) => day * 10;

describe('a requirement that has one field with two arguments, which no representation can hold', () => {
  let open: Federation;
  beforeAll(async () => {
    open = await federation({
      shop: {
        typeDefs: `type Query { item: Item }
          type Item @key(fields: "id") { id: ID! price(day: Int!): Int size: Size } type Size { of(unit: Int!): Int }`,
        resolvers: {
          Query: { item: () => ({ id: 'i' }) },
          Item: { price: (_: unknown, given: { day: number }) => days(given), size: () => ({}) },
          Size: { of: () => 1 },
        },
      },
      bank: {
        typeDefs: `type Item @key(fields: "id") {
            id: ID! price(day: Int!): Int @external size: Size @external colour: String
            change: Int @requires(fields: "price(day: 1) price(day: 2)")
            growth: Int @requires(fields: "size { of(unit: 1) of(unit: 2) }")
            today: Int @requires(fields: "price(day: 3)") }
          type Size { of(unit: Int!): Int @external }`,
        resolvers: {
          Item: { today: ({ price }: { price: number }) => price + 1, colour: () => 'red' },
        },
      },
    });
  });
  afterAll(() => open?.close());

  it('is in the way of nothing else', async () => {
    const { data, errors } = await ask(
      open.supergraph,
      '{ item { price(day: 2) colour today size { of(unit: 7) } } }',
    );
    expect(errors).toEqual([]);
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      item: { price: 20, colour: 'red', today: 31, size: { of: 1 } },
    });
  });

  it.each(['change', 'growth'])('refuses who asks for what is computed from it: %s', async (field) => {
    const refused = await ask(open.supergraph, `{ item { colour ${field} } }`).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(PlanningError);
    const { kind, message, cause } = refused as PlanningError;
    expect([kind, message]).toEqual(['FAILED', 'The operation cannot be planned.']);
    expect(String(cause)).toContain(`"Item.${field}" cannot be computed: a field of type`);
    expect(open.asked.filter(({ query }) => query.includes(field))).toEqual([]);
  });
});

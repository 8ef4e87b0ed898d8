import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { type DisputedValue, prelude } from '@huitong/contract';
import { caller } from '../testing/index.js';
import { markDisputes } from './disputes.js';
import { Notes } from './notes.js';

const schema = markDisputes(
  buildSubgraphSchema([
    {
      typeDefs: parse(`${prelude}
        type Query { tanks: [Tank] pair: Pair plain: Plain }
        type Tank @key(fields: "id") { id: ID! name: String tonnes: Float }
        type Pair @key(fields: "uscc year") { year: Int! uscc: ID! sum: Int }
        type Plain { sum: Int }`),
      resolvers: {
        Query: {
          tanks: () => [
            { id: 'a', tonnes: 1 },
            { id: 'b', tonnes: 2 },
          ],
          pair: () => ({ uscc: 'u', year: 2026, sum: 3 }),
          plain: () => ({ id: 'a', sum: 4 }),
        },
        Tank: { tonnes: ({ tonnes }: { tonnes: number }) => tonnes * 10 },
      },
    },
  ]),
);

async function ask(source: string, disputed?: readonly DisputedValue[]) {
  const notes = new Notes();
  const who = caller('FIRE', '140500', disputed ? { disputed } : {});
  const { data, errors } = await graphql({ schema, source, contextValue: { caller: who, notes } });
  expect(errors).toBeUndefined();
  return { data: JSON.parse(JSON.stringify(data)) as unknown, marks: notes.toExtensions(0)['disputed'] };
}
const of = (coordinate: string, key: string): DisputedValue => ({ caseId: 'C-1', coordinate, key });

describe('a value under verification', () => {
  it('is answered, and marked where it stands', async () => {
    const { data, marks } = await ask('{ tanks { x: tonnes name id } }', [of('Tank.tonnes', '{"id":"b"}')]);
    expect(data).toEqual({
      tanks: [
        { x: 10, name: null, id: 'a' },
        { x: 20, name: null, id: 'b' },
      ],
    });
    expect(marks).toEqual([{ caseId: 'C-1', path: ['tanks', 1, 'x'] }]);
  });

  it('is found by all fields of the key, in the order of their names', async () => {
    const dispute = of('Pair.sum', '{"uscc":"u","year":2026}');
    expect((await ask('{ pair { sum } }', [dispute])).marks).toEqual([
      { caseId: 'C-1', path: ['pair', 'sum'] },
    ]);
  });

  it.each([
    ['another field', of('Tank.name', '{"id":"b"}')],
    ['another row', of('Tank.tonnes', '{"id":"c"}')],
    ['a type without a key', of('Plain.sum', '{"id":"a"}')],
  ])('is not %s', async (_, dispute) => {
    expect((await ask('{ tanks { tonnes } plain { sum } }', [dispute])).marks).toBeUndefined();
    expect((await ask('{ tanks { tonnes } plain { sum } }')).marks).toBeUndefined();
  });
});

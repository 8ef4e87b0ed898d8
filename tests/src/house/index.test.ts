import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, isUnionType } from 'graphql';
import { emergency } from '@huitong/emergency';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import { type SubgraphDefinition, withPlainClient } from '@huitong/kit';
import { openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '@huitong/mines';
import { read } from './tree.js';

const definitions = [mines, hazmat, fire, emergency] as readonly SubgraphDefinition[];
const schema = buildSchema(read('gateway', 'supergraph.graphql'), {
  assumeValidSDL: true,
  assumeValid: true,
});

describe('the index leads to every type that a subgraph lists, and to no other', () => {
  it('in the union of the graph', () => {
    const union = schema.getType('IndexedEntity');
    const members = isUnionType(union) ? union.getTypes().map(({ name }) => name) : [];
    expect(members.sort()).toEqual(definitions.flatMap(({ indexed = [] }) => [...indexed]).sort());
  });
});

describe.each(definitions)('the outbox of $name', (definition) => {
  let subgraph: TestSubgraph;
  beforeAll(async () => {
    subgraph = await openTestSubgraph(definition, { sample: true });
  });
  afterAll(() => subgraph.close());

  it('holds every demo row of every type that is listed, shared as its table is', async () => {
    await withPlainClient(subgraph.superuserUrl, async (admin) => {
      const { rows } = await admin.query<{ type: string; share: string; n: number }>(
        'select type, share, count(*)::int as n from index_entry where not deleted group by type, share order by type',
      );
      expect(rows.map(({ type }) => type)).toEqual([...(definition.indexed ?? [])].sort());
      for (const { type, share, n } of rows) {
        const table = subgraph.database.table(
          definition.entities.find(({ name }) => name === type) as never,
        ).name;
        const counted = await admin.query<{ n: number }>(`select count(*)::int as n from ${table}`);
        expect([type, n]).toEqual([type, counted.rows[0]?.n]);
        const policy = await admin.query<{ sql: string }>(
          `select pg_get_expr(polqual, polrelid) as sql from pg_policy where polname = '${table}_read'`,
        );
        const conditional = policy.rows[0]?.sql.includes('huitong.grants') === true;
        expect([type, share]).toEqual([type, conditional ? 'CONDITIONAL' : 'UNCONDITIONAL']);
      }
    });
  });
});

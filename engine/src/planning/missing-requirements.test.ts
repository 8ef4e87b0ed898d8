import { describe, expect, it } from '@jest/globals';
import { stripIgnoredCharacters } from 'graphql';
import type { FetchIr } from '../ir.js';
import { askingFor, findUnready, requirementsOf } from './missing-requirements.js';

const requirements = requirementsOf(`
  enum join__Graph { STOCK @join__graph(name: "stock", url: "") }
  type Product {
    id: ID!
    weight: Int @join__field(graph: STOCK, external: true)
    shipping: Int @join__field(graph: STOCK, requires: "weight")
    sizes: Size @join__field(graph: STOCK, requires: "weight")
  }
  type Size { height: Int }
`);

const fetch = (selection: string, sent: readonly string[]): FetchIr => ({
  subgraph: 'stock',
  operation: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
  kind: 'query',
  variables: [],
  path: ['products', '@'],
  requires: [{ on: 'Product', selections: sent.map((field) => ({ field })) }],
  shape: { types: null, fields: [] },
});

const asking = (source: string, selection: string) =>
  stripIgnoredCharacters(askingFor(source, findUnready([fetch(selection, ['id'])], requirements)!));

describe('a fetch without what a field requires', () => {
  it('is found, and only it', () => {
    const without = fetch('... on Product { id shipping }', ['id']);
    expect(findUnready([without], requirements)).toMatchObject({ type: 'Product', lacks: 'weight' });
    const others = [
      fetch('... on Product { id shipping }', ['id', 'weight']),
      fetch('... on Product { id other { ... on Product { shipping } } }', ['id']),
      { ...without, subgraph: 'elsewhere' },
    ];
    expect(findUnready(others, requirements)).toBeUndefined();
  });

  it('is mended by asking for the field itself, wherever its path is', () => {
    expect(asking('{ products { tagged } }', '... on Product { shipping }')).toBe(
      '{products{tagged ...on Product{shipping}}}',
    );
    expect(
      asking('{ ...F } fragment F on Query { products: all { a } }', '... on Product { sizes { height } }'),
    ).toBe('{...on Query{products:all{a ...on Product{sizes{__typename}}}}}');
  });

  it('makes no plan where it cannot be mended', () => {
    expect(() => asking('{ others { tagged } }', '... on Product { shipping }')).toThrow(
      'The plan asks subgraph "stock" for Product.shipping without weight, which it requires.',
    );
    expect(() => asking('{ products { tagged } }', '... on Product { shipping(to: 1) }')).toThrow(
      'without weight',
    );
  });
});

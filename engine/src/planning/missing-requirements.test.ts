import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import type { FetchIr } from '../ir.js';
import { checkRequirements, rulesOf } from './missing-requirements.js';

const rules = rulesOf(
  parse(`
  enum join__Graph {
    STOCK @join__graph(name: "stock", url: "")
    SHOP @join__graph(name: "shop", url: "")
  }
  type Query {
    best: Product @join__field(graph: STOCK)
    kept: Product @join__field(graph: STOCK, provides: "weight")
  }
  type Product @join__type(graph: STOCK, key: "id") @join__type(graph: SHOP, key: "id") {
    id: ID! @join__field(graph: STOCK, external: true) @join__field(graph: SHOP)
    weight: Int @join__field(graph: STOCK, external: true) @join__field(graph: SHOP)
    shipping: Int @join__field(graph: STOCK, requires: "weight")
    like: Product @join__field(graph: STOCK)
  }
`),
);

const fetch = (operation: string, sent?: readonly string[]): FetchIr => ({
  subgraph: 'stock',
  operation,
  kind: 'query',
  variables: [],
  path: [],
  ...(sent ? { requires: [{ on: 'Product', selections: sent.map((field) => ({ field })) }] } : {}),
  shape: { types: null, fields: [] },
});
const entities = (selection: string, ...sent: readonly string[]) =>
  fetch(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { ${selection} } } }`, sent);
const check = (each: FetchIr) => () => checkRequirements([each], rules);

describe('a fetch', () => {
  it.each([
    ['without what a field requires', entities('shipping', 'id'), 'without weight'],
    [
      'of an entity whose field requires, below what was sent',
      entities('like { shipping }', 'id', 'weight'),
      'without weight',
    ],
    [
      'of a root that goes on to such a field',
      fetch('{ best { ...F } } fragment F on Product { shipping }'),
      'without weight',
    ],
    ['for what its subgraph does not know', fetch('{ best { id weight } }'), 'which only others know'],
    ['below what it does know', fetch('{ best { like { weight } } }'), 'which only others know'],
  ])('%s makes no plan', (_, each, why) => {
    expect(check(each)).toThrow(why);
  });

  it.each([
    ['with all that is required', entities('id shipping', 'id', 'weight')],
    ['where its subgraph provides it', fetch('{ kept { weight shipping } }')],
    ['for a key, whoever has it', fetch('{ best { id like { id } } }')],
    ['of another subgraph', { ...fetch('{ best { weight } }'), subgraph: 'shop' }],
  ])('%s does', (_, each) => {
    expect(check(each)).not.toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import type { SelectionIr } from '../ir.js';
import { requirementsOf, withConditions } from './conditional-requirements.js';

const requirements = requirementsOf(
  parse(`
  enum join__Graph {
    SHOP @join__graph(name: "shop", url: "")
    STOCK @join__graph(name: "stock", url: "")
  }
  interface Thing @join__type(graph: STOCK, key: "id", isInterfaceObject: true) @join__type(graph: SHOP, key: "id") {
    id: ID!
    bulk: Int @join__field(graph: STOCK, requires: "weight")
  }
  type Product implements Thing
    @join__type(graph: SHOP, key: "id") @join__type(graph: STOCK, key: "id") @join__type(graph: STOCK, key: "code { text }") {
    id: ID!
    code: Code
    weight: Int @join__field(graph: STOCK, external: true) @join__field(graph: SHOP)
    count: Int @join__field(graph: STOCK)
    shipping: Int @join__field(graph: STOCK, requires: "weight code { text size }")
    label: String @join__field(graph: STOCK, requires: "code { text }")
    volume: Int @join__field(graph: STOCK, requires: "id code { ... on Code { size } }")
  }
  type Code { text: String size: Int }
`),
);

/** What is sent as `name{…}`, with `?` and its conditions behind what only these require. */
function written(selections: readonly SelectionIr[]): string {
  return selections
    .map((each) => {
      if ('on' in each) return `... on ${each.on} {${written(each.selections)}}`;
      const below = each.selections ? `{${written(each.selections)}}` : '';
      const cases = each.when?.map((one) => one.map(({ variable, value }) => (value ? '' : '!') + variable));
      return each.field + below + (cases ? `?${cases.map((one) => one.join('&')).join('|')}` : '');
    })
    .join(' ');
}

/** @param sent names, with one level below them in brackets */
function sending(selection: string, sent: string): string {
  const selections = sent.split(' ').map((each): SelectionIr => {
    const [field = '', below] = each.split(/[()]/);
    return {
      field,
      ...(below ? { selections: below.split(',').map((name) => ({ field: name })) } : {}),
    };
  });
  const operation = `query ($r: [_Any!]!, $a: Boolean!, $b: Boolean!) { _entities(representations: $r) { ${selection} } }`;
  const requires = [{ on: 'Product', selections }];
  const [found] = withConditions(requires, { subgraph: 'stock', operation }, requirements);
  return written([found!]).slice('... on Product {'.length, -1);
}

describe('what a field under a condition requires', () => {
  it.each([
    [
      'has its condition, and each key none',
      '... on Product { count shipping @include(if: $a) }',
      'id weight code(text,size)',
      'id weight?a code{text?a size?a}?a',
    ],
    [
      'has those of the fragments around it',
      '... on Product @skip(if: $a) { shipping @include(if: $b) }',
      'id weight code(text,size)',
      'id weight?!a&b code{text?!a&b size?!a&b}?!a&b',
    ],
    [
      'has each condition of those who require it',
      '... on Product { shipping @include(if: $a) label @skip(if: $b) }',
      'id weight code(text,size)',
      'id weight?a code{text?a|!b size?a}?a|!b',
    ],
    [
      'has none where another always requires it',
      '... on Product { shipping @include(if: $a) ... @skip(if: $b) { label } label }',
      'id weight code(text,size)',
      'id weight?a code{text size?a}',
    ],
    [
      'is never sent where the conditions contradict each other',
      '... on Product @skip(if: $a) { shipping @include(if: $a) }',
      'id weight',
      'id weight?',
    ],
    [
      'has none where it is what the entity is told by',
      '... on Product { shipping @include(if: $a) count }',
      'code(text,size) weight',
      'code{text size?a} weight?a',
    ],
    [
      'of two keys leaves one',
      '... on Product { volume @include(if: $a) label @skip(if: $b) }',
      'code(text,size) id',
      'code{text?!b size?a}?a|!b id',
    ],
    [
      'is found on an interface object too',
      '... on Thing { bulk @include(if: $a) }',
      'id weight',
      'id weight?a',
    ],
  ])('%s', (_, selection, sent, expected) => {
    expect(sending(selection, sent)).toBe(expected);
  });
});

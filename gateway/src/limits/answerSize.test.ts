import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { actualCost } from './actualCost.js';
import { answerSize } from './answerSize.js';
import { costRules } from './costRules.js';
import { saturation } from './measure.js';

const schema = buildSchema(`
  type Query { mines(first: Int = 20): MineConnection mine: Mine }
  type MineConnection { nodes: [Mine!]! edges: [MineEdge!]! }
  type MineEdge { node: Mine! }
  type Mine { name: String neighbours(first: Int = 20): MineConnection }
`);

function sizeOf(query: string, variables: Record<string, unknown> = {}, of = schema, listSize = 1) {
  const document = parse(query);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const rules = costRules(of);
  return answerSize({
    document,
    operation: operation as OperationDefinitionNode,
    schema: of,
    variables,
    rules,
    listSize,
  });
}
const largest = (query: string, variables?: Record<string, unknown>) => sizeOf(query, variables).objects;

describe('the largest answer of an operation', () => {
  it('counts a page by its first: written, by variable, or by default', () => {
    const page = (rows: string, variables = {}) =>
      largest(`query($n: Int) { mines${rows} { nodes { name } } }`, variables);
    expect(page('(first: 100)')).toBe(200);
    expect(page('(first: $n)', { n: 100 })).toBe(200);
    expect(page('')).toBe(40);
    expect(largest('{ mine { name } }')).toBe(1);
  });

  it('multiplies nested pages, also through fragments and aliases', () => {
    const nested = largest('{ mines(first: 100) { nodes { neighbours(first: 50) { nodes { name } } } } }');
    expect(nested).toBe(100 * (1 + (1 + 50 * 2)));
    const spread = `{ mines(first: 100) { ...page } } fragment page on MineConnection { nodes { ...near } }
      fragment near on Mine { neighbours(first: 50) { nodes { name } } }`;
    expect(largest(spread)).toBe(nested);
    expect(
      largest(`{ a: mines(first: 100) { ...p } b: mines(first: 100) { ...p } }
      fragment p on MineConnection { nodes { name } }`),
    ).toBe(400);
  });

  it('stops counting instead of overflowing', () => {
    const levels = 12;
    const deep =
      '{ nodes { neighbours(first: 500) '.repeat(levels) + '{ nodes { name } }' + ' } }'.repeat(levels);
    expect(largest(`{ mines(first: 500) ${deep} }`)).toBeGreaterThanOrEqual(saturation);
  });
});

describe('lists of which nothing says how many items they have', () => {
  const lists = buildSchema(`
    type Query { mines(first: Int = 20): MineConnection all: [Mine!]! }
    type MineConnection { nodes: [Mine!]! }
    type Mine { name: String shafts: [Shaft] tags: [String] }
    type Shaft { name: String }
  `);
  const sized = (query: string, listSize: number) => {
    const { objects, cost } = sizeOf(query, {}, lists, listSize);
    return [objects, cost];
  };

  it('have one, or as many as is set, wherever they stand', () => {
    const query = '{ all { tags shafts { name } } }';
    expect(sized(query, 1)).toEqual([2, 2]);
    expect(sized(query, 10)).toEqual([110, 110]);
    expect(sized('{ all { ...M } } fragment M on Mine { shafts { name } }', 10)).toEqual([110, 110]);
  });

  it('are none of a page, which has what it was asked for', () => {
    expect(sized('{ mines(first: 5) { nodes { name } } }', 10)).toEqual([10, 10]);
    const spread =
      '{ mines(first: 5) { ...P } all { ...M } } fragment P on MineConnection { nodes { ...M } } fragment M on Mine { shafts { name } }';
    expect(sized(spread, 10)).toEqual([5 * 12 + 110, 5 * 12 + 110]);
  });
});

describe('the cost of an operation', () => {
  const weighed = (names: { cost: string; listSize: string; link: string }) =>
    buildSchema(`
      directive @link(url: String!, as: String, import: [String]) repeatable on SCHEMA
      directive @${names.cost}(weight: Int!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | SCALAR
      directive @${names.listSize}(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
      schema ${names.link} { query: Query mutation: Mutation }
      type Query {
        mine: Mine
        dear: Mine @${names.cost}(weight: 7)
        all: [Mine] @${names.listSize}(assumedSize: 30)
        page(limit: Int = 5, deep: Boolean @${names.cost}(weight: 3)): Page
          @${names.listSize}(slicingArguments: ["limit"], sizedFields: ["nodes"])
        either(first: Int, last: Int): [Mine] @${names.listSize}(slicingArguments: ["first", "last"])
        largest(first: Int, last: Int): [Mine]
          @${names.listSize}(assumedSize: 9, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
        search(by: Filter @${names.cost}(weight: 2)): Mine
      }
      input Filter { name: String, near: Filter, deep: [Filter] @${names.cost}(weight: 4) }
      type Mutation { rename: Mine }
      type Page { nodes: [Mine] total: Int @${names.cost}(weight: 2) }
      type Mine { name: String plan: Plan }
      type Plan @${names.cost}(weight: 4) { text: String }
    `);
  const imported = weighed({
    cost: 'cost',
    listSize: 'listSize',
    link: '@link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"])',
  });

  it.each([
    ['{ mine { name } }', 1],
    ['{ dear { name } }', 7],
    ['{ mine { plan { text } } }', 5],
    ['{ all { name } }', 30],
    ['{ all { plan { text } } }', 30 * (1 + 4)],
    ['{ page { nodes { name } } }', 1 + 5],
    ['{ page(limit: 100) { nodes { plan { text } } total } }', 1 + 100 * 5 + 2],
    ['{ page(deep: true) { total } }', 1 + 2 + 3],
    ['{ page { ...P } } fragment P on Page { nodes { name } }', 1 + 5],
    ['mutation { rename { name } }', 10 + 1],
    ['{ either(first: 4) { plan { text } } }', 4 * (1 + 4)],
    ['{ largest { name } }', 9],
    ['{ largest(first: 3, last: 6) { name } }', 6],
    ['{ search(by: { name: "a" }) { name } }', 2 + 1],
    ['{ search(by: { near: { deep: [{ name: "a" }, { deep: [] }] } }) { name } }', 2 + 4 + 4 + 1],
  ])('of %s is %d', (query, cost) => {
    expect(sizeOf(query, {}, imported).cost).toBe(cost);
  });

  it('counts inputs that come by variable', () => {
    const query = 'query($by: Filter) { search(by: $by) { name } }';
    expect(sizeOf(query, { by: { deep: [{ deep: [] }] } }, imported)).toMatchObject({
      cost: 2 + 4 + 4 + 1,
      constant: false,
    });
  });

  it.each([
    ['{ either { name } }', {}],
    ['{ either(first: 1, last: 1) { name } }', {}],
    ['{ either(first: null) { name } }', {}],
    ['query($n: Int) { either(first: $n) { name } }', {}],
  ])('cannot be told of %s, which does not say one size', (query, variables) => {
    expect(() => sizeOf(query, variables, imported)).toThrow(
      expect.objectContaining({ code: 'LIST_SIZE_REQUIRED' }) as unknown as Error,
    );
    expect(sizeOf('query($n: Int) { either(first: $n) { name } }', { n: 7 }, imported).cost).toBe(7);
  });

  it.each([
    ['{ mine { name } }', { mine: { name: 'a' } }, 1],
    ['{ mine { name } }', { mine: null }, 0],
    ['{ all { plan { text } } }', { all: [{ plan: { text: 'a' } }, null, { plan: null }] }, 1 + 4 + 1],
    [
      '{ page(limit: 100, deep: true) { nodes { name } total } }',
      { page: { nodes: [{}, {}], total: 2 } },
      3 + 1 + 2 + 2,
    ],
    [
      '{ a: mine { ...P } } fragment P on Mine { plan { text } plan { text } }',
      { a: { plan: { text: '' } } },
      1 + 4,
    ],
    ['mutation { rename { name } }', { rename: { name: 'a' } }, 10 + 1],
  ])('of %s that answers %j is %d in the end', (query, data, cost) => {
    const document = parse(query);
    const operation = document.definitions[0] as OperationDefinitionNode;
    const input = { document, operation, schema: imported, variables: {}, rules: costRules(imported) };
    expect(actualCost(input, data)).toBe(cost);
  });

  it('is read under the names that the supergraph links the directives by', () => {
    const renamed = weighed({
      cost: 'price',
      listSize: 'price__listSize',
      link: '@link(url: "https://specs.apollo.dev/cost/v0.1", as: "price")',
    });
    expect(sizeOf('{ dear { name } all { name } }', {}, renamed).cost).toBe(37);
  });

  it('depends on variables only where one slices a list', () => {
    expect(sizeOf('{ page(limit: 3) { total } }', {}, imported).constant).toBe(true);
    const sliced = 'query($n: Int) { page(limit: $n) { nodes { name } } }';
    expect(sizeOf(sliced, { n: 8 }, imported)).toMatchObject({ cost: 9, constant: false });
  });
});

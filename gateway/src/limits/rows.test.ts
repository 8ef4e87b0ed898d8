import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { saturation } from './measure.js';
import { largestAnswer } from './rows.js';

const schema = buildSchema(`
  type Query { mines(first: Int = 20): MineConnection mine: Mine }
  type MineConnection { nodes: [Mine!]! edges: [MineEdge!]! }
  type MineEdge { node: Mine! }
  type Mine { name: String neighbours(first: Int = 20): MineConnection }
`);

function largest(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return largestAnswer({ document, operation: operation as OperationDefinitionNode, schema, variables });
}

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

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, type GraphQLLeafType } from 'graphql';
import { compileLeaf } from './leaf.js';

const schema = buildSchema(
  'scalar Any enum Level { MAJOR GENERAL } type Query { a: Any b: Level c: Int d: Float e: ID }',
);
const leaf = (name: string) =>
  compileLeaf(schema.getType(name) as GraphQLLeafType, { parent: 'Query', depth: 1, rest: 1 });

describe('a leaf behind a text', () => {
  const strings = fc.string({ unit: 'binary', maxLength: 120 });
  // Halves of pairs, which JSON.stringify escapes.
  const halves = strings.map((text) => text.slice(1) + text.slice(0, 1));

  it.each(['String', 'ID', 'Any'])('is what JSON.stringify writes of a %s', (name) => {
    fc.assert(
      fc.property(fc.oneof(strings, halves), (value) => {
        const append = leaf(name).after(',"a":');
        expect(append('{"b":1', value, false)).toBe(`{"b":1,"a":${JSON.stringify(value)}`);
        const isPlain = JSON.stringify(value) === `"${value}"`;
        if (isPlain) expect(append('{"b":1', value, true)).toBe(`{"b":1,"a":${JSON.stringify(value)}`);
      }),
    );
  });

  it.each([
    ['Int', 3, '3'],
    ['Int', 1e20, '100000000000000000000'],
    ['Int', 1.5, null],
    ['Int', '3', null],
    ['Float', 1.5, '1.5'],
    ['Float', Number.NaN, null],
    ['Boolean', false, 'false'],
    ['Boolean', 'true', null],
    ['String', 3, null],
    ['ID', 3, '3'],
    ['ID', true, null],
    ['Level', 'MAJOR', '"MAJOR"'],
    ['Level', 'SECRET', null],
    ['Any', { a: ['煤'] }, '{"a":["煤"]}'],
  ])('%s: %p is %p', (name, value, written) => {
    const text = leaf(name).after('"x":')('{', value, false);
    expect(text ?? null).toBe(written === null ? null : `{"x":${written}`);
  });
});

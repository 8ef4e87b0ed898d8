import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { withStandIns } from './required-arguments.js';

const HEAD = `
  directive @join__field(graph: String, requires: String, external: Boolean) repeatable on FIELD_DEFINITION
  type Query { product: Product }`;

const supergraph = (requires: string) => `${HEAD}
  type Product {
    price(currency: String, day: Int): Int @join__field(graph: "A") @join__field(graph: "B", external: true)
    size: Size @join__field(graph: "A") @join__field(graph: "B", external: true)
    euros: Int @join__field(graph: "B", requires: ${JSON.stringify(requires)})
  }
  interface Size { height(unit: String): Int }
  type Box implements Size { height(unit: String): Int }`;

const fieldsOf = (sdl: string, type: string) =>
  Object.keys((buildSchema(sdl, { assumeValid: true }).getType(type) as GraphQLObjectType).getFields());

describe('stand-ins of required fields', () => {
  it('are made for arguments only', () => {
    const sdl = supergraph('price');
    expect(withStandIns(sdl)).toEqual({
      sdl,
      standIns: new Map(),
      requiredBy: new Map(),
      unanswerable: new Map(),
    });
  });

  it('stand beside their field, without arguments, and are required in its place', () => {
    const { sdl, standIns, requiredBy } = withStandIns(supergraph('price(currency: "EUR", day: 1)'));
    expect(fieldsOf(sdl, 'Product')).toEqual(['price', 'price__1__given', 'size', 'euros']);
    expect(sdl).toContain('requires: "price__1__given"');
    expect(standIns.get('price__1__given')?.field).toBe('price');
    expect([...requiredBy.get('euros')!]).toEqual(['price__1__given']);
  });

  it('stand in all types that implement an interface', () => {
    const { sdl } = withStandIns(supergraph('size { height(unit: "m") }'));
    expect(fieldsOf(sdl, 'Size')).toEqual(['height', 'height__1__given']);
    expect(fieldsOf(sdl, 'Box')).toEqual(['height', 'height__1__given']);
  });

  it('leave no external field without use', () => {
    const { sdl } = withStandIns(supergraph('price(day: 1)'));
    const [, price = ''] = /price\([^)]*\): Int([^\n]*)/.exec(sdl)!;
    expect(price).not.toContain('external');
    expect(sdl).toMatch(/price__1__given: Int.*external: true/);
  });

  it('are in no subgraph where one requirement has a field twice', () => {
    const { sdl, unanswerable } = withStandIns(supergraph('price(day: 1) price(day: 2)'));
    expect(unanswerable.get('euros')).toContain(
      '"Product.euros" cannot be computed: a field of type "Product" is required as price(day:1) and as price(day:2) at once',
    );
    expect(sdl).toContain('requires: "euros__nowhere__1__given"');
    expect(sdl).toMatch(/euros__nowhere__1__given: Int @join__field\(graph: "B", external: true\)\n/);
    expect(/price\([^)]*\): Int([^\n]*)/.exec(sdl)![1]).not.toContain('external');
  });
});

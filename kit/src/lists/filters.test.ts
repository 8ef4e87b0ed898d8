import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TableShape } from '../database/database.js';
import { above, atLeast, atMost, below, contains, equals, oneOf, type Where, whereSql } from './filters.js';
import { Statement } from './statement.js';

const table = { column: (property: string) => `${property}_column` } as unknown as TableShape;
const filters = {
  name: equals('name'),
  nameContains: contains('name', { indexed: false }),
  depthGt: above('depth'),
  depthGte: atLeast('depth'),
  depthLt: below('depth'),
  depthLte: atMost('depth'),
  stateIn: oneOf('state'),
};
const compile = (where: Where) => {
  const statement = new Statement();
  return { text: whereSql(where, filters, { table, statement }), values: statement.values };
};

describe('a where input', () => {
  it.each<[Where, string, unknown[]]>([
    [null, 'true', []],
    [{}, 'true', []],
    [{ name: null, depthGt: undefined }, 'true', []],
    [{ name: 'x' }, '(item.name_column = $1)', ['x']],
    [{ depthGte: 1, depthLt: 9 }, '(item.depth_column >= $1) and (item.depth_column < $2)', [1, 9]],
    [{ stateIn: [] }, '(item.state_column::text = any($1::text[]))', [[]]],
    [{ not: { depthLte: 3 } }, '((item.depth_column <= $1)) is not true', [3]],
    [{ or: [] }, '((false))', []],
    [{ and: [] }, 'true', []],
  ])('%j is %s', (where, text, values) => {
    const compiled = compile(where);
    expect(compiled.text.replace(/^\(\((\(item.*\))\) is not true\)$/, '($1) is not true')).toBe(text);
    expect(compiled.values).toEqual(values);
  });

  it('never has a value in its text', () => {
    const value = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom(`' or 1=1 --`, '$1', `"; drop table x`),
    );
    const { where } = fc.letrec<{ where: Record<string, unknown>; leaf: Record<string, unknown> }>((tie) => ({
      leaf: fc.oneof(
        fc.record({ name: value }),
        fc.record({ depthGt: fc.integer() }),
        fc.record({ stateIn: fc.array(value, { maxLength: 3 }) }),
      ),
      where: fc.oneof(
        { maxDepth: 3 },
        tie('leaf'),
        fc.record({ not: tie('where') }),
        fc.record({ and: fc.array(tie('where'), { maxLength: 3 }) }),
        fc.record({ or: fc.array(tie('where'), { maxLength: 3 }) }),
      ),
    }));
    fc.assert(
      fc.property(where, (given) => {
        const { text, values } = compile(given);
        // Nothing but our own words, columns and placeholders.
        expect(text).toMatch(
          /^(?:item\.(?:name|depth|state)_column|and|or|is|not|true|false|any|text|::|\[\]|\$\d+|[()=<> ])*$/,
        );
        expect((text.match(/\$\d+/g) ?? []).map((one) => Number(one.slice(1)))).toEqual(
          values.map((_, at) => at + 1),
        );
      }),
    );
  });

  it.each(['constructor', '__proto__', 'toString', 'phone'])('knows no filter %s', (name) => {
    const where = JSON.parse(`{"${name}": "x"}`) as Where;
    expect(() => compile(where)).toThrow('No filter is declared');
  });

  it('is refused when nested too deeply or too wide', () => {
    let deep: Where = { name: 'x' };
    for (let n = 0; n < 7; n += 1) deep = { not: deep };
    expect(() => compile(deep)).toThrow('nested too deeply');
    const wide = (n: number) => ({ or: Array.from({ length: n }, () => ({ name: 'x' })) });
    expect(compile(wide(99)).values).toHaveLength(99);
    expect(() => compile(wide(100))).toThrow('at most 100 conditions');
    expect(() => compile({ or: Array.from({ length: 10 }, () => wide(10)) })).toThrow(
      'at most 100 conditions',
    );
    expect(() => compile({ or: Array.from({ length: 200 }, () => ({})) })).toThrow('at most 100 conditions');
    expect(() => compile({ stateIn: Array.from({ length: 201 }, () => 'x') })).toThrow('at most 200');
  });

  it.each(['', '   ', 'x'.repeat(101)])('refuses the search term %p', (nameContains) => {
    expect(() => compile({ nameContains })).toThrow('1 to 100 characters');
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  type DocumentNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import fc from 'fast-check';
import { DocumentMeasure, measureOperation, saturation } from './measure.js';

const measure = (text: string) => {
  const document = parse(text);
  return measureOperation(document, getOperationAST(document) as OperationDefinitionNode);
};

/** The same by writing every fragment out, in exponential time. */
function selectionsWrittenOut(document: DocumentNode, { selections }: SelectionSetNode): number {
  return selections.reduce((sum, selection) => {
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? document.definitions.find(
            (definition) =>
              definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
          )
        : selection;
    const set = inner && 'selectionSet' in inner ? inner.selectionSet : undefined;
    return sum + 1 + (set ? selectionsWrittenOut(document, set) : 0);
  }, 0);
}

describe('the measure of an operation', () => {
  it('counts fragments where they are spread', () => {
    expect(measure('{ a { ...F ...F } b: c @skip(if: false) } fragment F on T { x: y { z } }')).toEqual({
      depth: 3,
      aliases: 3,
      rootFields: 2,
      directives: 1,
      selections: 8,
    });
  });

  it('counts root fields through fragments', () => {
    expect(
      measure('{ ...A ... { c } } fragment A on Query { a ...B } fragment B on Query { b }').rootFields,
    ).toBe(3);
  });

  it('saturates at once where writing out would take for ever', () => {
    const chain = Array.from(
      { length: 200 },
      (_, index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`,
    );
    const started = performance.now();
    expect(measure(`{ ...F0 } ${chain.join(' ')} fragment F200 on T { x }`).selections).toBe(saturation);
    expect(performance.now() - started).toBeLessThan(250);
  });

  it('equals counting by writing out', () => {
    const body = (names: string[]) =>
      names.map((name) => (name.startsWith('F') ? `...${name}` : `${name} { x }`)).join(' ');
    const set = (from: number) =>
      fc.array(fc.constantFrom('a', 'b', ...[0, 1, 2, 3].slice(from).map((n) => `F${n}`)), {
        minLength: 1,
        maxLength: 4,
      });
    fc.assert(
      fc.property(set(0), set(1), set(2), set(3), (root, ...fragments) => {
        const text = `{ ${body(root)} } ${fragments.map((names, index) => `fragment F${index} on T { ${body(names)} }`).join(' ')} fragment F3 on T { y }`;
        const document = parse(text);
        const operation = getOperationAST(document) as OperationDefinitionNode;
        expect(measureOperation(document, operation).selections).toBe(
          selectionsWrittenOut(document, operation.selectionSet),
        );
      }),
    );
  });
});

describe('what validation would have to compare', () => {
  const repetitions = (text: string) => new DocumentMeasure(parse(text)).repetitions;
  const selections = (text: string) => new DocumentMeasure(parse(text)).selections;

  it.each([
    ['{ a b c }', 0],
    ['{ a a a a }', 6],
    ['{ a: x a: y b: x }', 1],
    ['{ a { x } a { x } }', 2],
    ['{ a { x x } a { x } }', 1 + 3],
    ['{ ... { a } ... on T { a } ...F } fragment F on T { a }', 3],
    ['{ p { ...F ...F } } fragment F on T { a b }', 2],
    ['query A { a a } query B { a a a }', 1 + 3],
    ['{ x } fragment F on T { a a a }', 3],
    ['{ ...F } fragment F on T { a ...F ...Missing }', 0],
  ])('in %s are %d pairs', (text, pairs) => {
    expect(repetitions(text)).toBe(pairs);
  });

  it('is walked through to an end, also where fragments spread each other', () => {
    const many = (count: number, of: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => of(index)).join(' ');
    const all = (count: number) =>
      `{ ...F0 } ${many(count, (index) => `fragment F${index} on T { ${many(count, (other) => `a${other}: n { ...F${other} }`)} }`)}`;
    expect(selections(all(12))).toBeGreaterThan(10_000);
    expect(repetitions(all(12))).toBe(saturation);
    expect(selections('{ ...A } fragment A on T { ...B } fragment B on T { ...A x }')).toBeLessThan(10);
  });
});

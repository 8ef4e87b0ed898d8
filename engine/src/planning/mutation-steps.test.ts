import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  executeSync,
  parse,
  stripIgnoredCharacters,
  validate,
  type OperationDefinitionNode,
} from 'graphql';
import { mutationSteps } from './mutation-steps.js';

const schema = buildSchema(`
  type Query { none: Int }
  type Mutation { a: Step b: Step c: Step n: Int last: Int! }
  type Step { at: Int! p: Int q: Int }
`);

function steps(source: string) {
  const document = parse(source, { noLocation: true });
  return mutationSteps(
    document,
    document.definitions[0] as OperationDefinitionNode,
    (field) => field === 'last',
  );
}

const texts = (source: string) =>
  steps(source).map(({ conditions, source: text }) => {
    const guards = conditions.map(({ variable, value }) => `${value ? '' : '!'}${variable}`).join('&');
    return `${guards}${stripIgnoredCharacters(text)}`;
  });

/** Runs what a document selects, and tells in which order its root fields ran. */
function run(source: string, variableValues: Record<string, boolean>) {
  const ran: string[] = [];
  const step = (name: string) => () => {
    ran.push(name);
    return { at: 1, p: 1, q: 1 };
  };
  const rootValue = { a: step('a'), b: step('b'), c: step('c'), n: () => (ran.push('n'), 1) };
  const { data, errors } = executeSync({ schema, document: parse(source), rootValue, variableValues });
  expect(errors).toBeUndefined();
  return { ran, data: JSON.parse(JSON.stringify(data)) as Record<string, object> };
}

describe('the steps of a mutation', () => {
  it('are one where nothing depends on anything, with fragments put where they stand', () => {
    expect(
      texts('mutation { n ...F ... on Mutation { a { p } } b { q } } fragment F on Mutation { c { p } }'),
    ).toEqual(['mutation{n c{p}a{p}b{q}}']);
  });

  it('end with a field after which nothing may run', () => {
    expect(texts('mutation { a { p } last n x: last b { q } }')).toEqual([
      'mutation{a{p}last}',
      'mutation{n x:last}',
      'mutation{b{q}}',
    ]);
    expect(steps('mutation { a { p } x: last n }').map(({ last }) => last)).toEqual(['x', undefined]);
  });

  it('have no spreads, which a planner could write at the root again', () => {
    expect(texts('mutation { ...F } fragment F on Mutation { a { ...S } } fragment S on Step { p }')).toEqual(
      ['mutation{a{...on Step{p}}}'],
    );
  });

  it('merge equal response names where the first stands', () => {
    expect(texts('mutation { a { p } n ... { a { q } ... on Mutation { x: a { p } } } }')).toEqual([
      'mutation{a{p q}n x:a{p}}',
    ]);
  });

  it('hand the conditions of fragments down to each field', () => {
    expect(
      texts('mutation ($s: Boolean!, $i: Boolean!) { ... @skip(if: $s) { n a @include(if: $i) { p } } }'),
    ).toEqual(['mutation($s:Boolean!$i:Boolean!){n@skip(if:$s)a@include(if:$i)@skip(if:$s){p}}']);
  });

  it('stand alone where one field cannot carry its conditions', () => {
    expect(
      texts('mutation ($s: Boolean!, $t: Boolean!) { ... @skip(if: $s) { n @skip(if: $t) } b { p } }'),
    ).toEqual(['!s&!tmutation($s:Boolean!$t:Boolean!){n}', 'mutation($s:Boolean!$t:Boolean!){b{p}}']);
  });

  it('run a field once wherever its conditions put it', () => {
    expect(texts('mutation ($c: Boolean!) { a @include(if: $c) { p } b { p } a { q } }')).toEqual([
      'cmutation($c:Boolean!){a{p q}}',
      'mutation($c:Boolean!){b{p}}',
      '!cmutation($c:Boolean!){a{q}}',
    ]);
  });

  it('leave out what never is and what the answer knows itself', () => {
    expect(texts('mutation { __typename ... @include(if: false) { n } t: __typename }')).toEqual([]);
  });

  const condition = fc.constantFrom(
    '',
    '',
    ' @skip(if: $c)',
    ' @include(if: $d)',
    ' @include(if: $c)',
    ' @skip(if: true)',
  );
  const leaf = fc.constantFrom('n', 'x: n', 'a { p }', 'b { p }', 'c { q }', 'a { q }', 'x2: b { at }');
  const field = fc.tuple(leaf, condition).map(([text, on]) => {
    const [head, ...rest] = text.split(' {');
    return `${head}${on}${rest.length > 0 ? ` {${rest.join('')}` : ''}`;
  });
  const { selection } = fc.letrec<{ selection: string; fragment: string }>((tie) => ({
    selection: fc.oneof({ maxDepth: 4 }, field, field, tie('fragment')),
    fragment: fc
      .tuple(condition, fc.array(tie('selection'), { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([on, inner, isNamed]) => (isNamed ? `...F${on}` : `...${on} { ${inner.join(' ')} }`)),
  }));
  const selections = (minLength: number) => fc.array(selection, { minLength, maxLength: 6 });

  it('do what the whole mutation does, in its order, whatever the conditions', () => {
    const documents = fc.tuple(selections(1), fc.array(field, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(documents, fc.boolean(), fc.boolean(), ([root, fragment], c, d) => {
        const source = `mutation ($c: Boolean!, $d: Boolean!) { ${root.join(' ')} } fragment F on Mutation { ${fragment.join(' ')} }`;
        // Fields that clash, and variables or fragments that nobody uses, are other rules' affair.
        fc.pre(validate(schema, parse(source)).every(({ message }) => message.includes('never used')));
        const values: Record<string, boolean> = { c, d };
        const whole = run(source, values);
        const ran: string[] = [];
        const data: Record<string, object> = {};
        for (const step of steps(source)) {
          if (!step.conditions.every(({ variable, value }) => values[variable] === value)) continue;
          const part = run(step.source, values);
          ran.push(...part.ran);
          Object.assign(data, part.data);
        }
        expect(ran).toEqual(whole.ran);
        expect(data).toEqual(whole.data);
      }),
      { numRuns: 300 },
    );
  });
});

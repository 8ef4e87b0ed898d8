import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { anonymous, authorize, type CallerRights, loadSupergraph, type Supergraph } from '../index.js';
import { canary, protectedSupergraph, protectedTransports } from '../testing/protected.js';

const { transports, sent } = protectedTransports();
let supergraph: Supergraph<unknown>;
beforeAll(async () => {
  supergraph = await loadSupergraph(protectedSupergraph, { transports });
});
afterAll(() => supergraph.close());
afterEach(() => {
  (sent as unknown[]).length = 0;
});

const rights = (more: Partial<CallerRights>): CallerRights => ({
  ...anonymous,
  authenticated: true,
  ...more,
});
const known = rights({});

async function ask(
  query: string,
  {
    as = anonymous,
    variables = {},
    of = supergraph,
  }: { as?: CallerRights; variables?: object; of?: Supergraph<unknown> } = {},
) {
  const given = variables as Record<string, unknown>;
  const asked = { document: parse(query), key: query };
  const authorized = authorize(of, asked, { rights: as, variables: given });
  const plan = await of.plan(authorized.operation);
  const names = new Set(query.match(/\$\w+/g)?.map((name) => name.slice(1)));
  const kept = Object.fromEntries(
    Object.entries(given).filter(([name]) => names.has(name) && used(authorized.operation.document, name)),
  );
  const signal = new AbortController().signal;
  const outcome = await of.execute(plan, { variables: kept, context: null, signal });
  const { data, removed } = authorized.complete(outcome.data);
  return { data: plain(data), removed, errors: outcome.errors };
}
const used = (document: ReturnType<typeof parse>, name: string) =>
  JSON.stringify(document).includes(`"${name}"`);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

interface Case {
  readonly name: string;
  readonly query: string;
  readonly as?: CallerRights;
  readonly variables?: object;
  readonly denied: readonly string[];
  readonly data: unknown;
  /** Words that no subgraph may be sent. */
  readonly neverSent?: readonly string[];
  /** How many requests subgraphs get. */
  readonly requests?: number;
}

const book = (more: object) => ({ book: { ...more } });

const cases: readonly Case[] = [
  // Where a directive can stand
  {
    name: 'a field',
    query: '{ book { title price } }',
    denied: ['Book.price'],
    data: book({ title: 'B', price: null }),
    neverSent: ['price'],
    requests: 1,
  },
  {
    name: 'a field with arguments',
    query: '{ book { author { name note(of: 3) } } }',
    denied: ['Author.note'],
    data: book({ author: { name: 'A', note: null } }),
    neverSent: ['note'],
  },
  {
    name: 'a root field',
    query: '{ open member { name } }',
    denied: ['Query.member'],
    data: { open: 'open', member: null },
    neverSent: ['member'],
    requests: 1,
  },
  {
    name: 'a root field alone: nothing is asked of anybody',
    query: '{ member { name } }',
    denied: ['Query.member'],
    data: { member: null },
    requests: 0,
  },
  {
    name: 'a type, by a field that returns it',
    query: '{ secret { id text } open }',
    denied: ['Query.secret'],
    data: { secret: null, open: 'open' },
    neverSent: ['secret'],
  },
  {
    name: 'a type in a list, and of it only its name',
    query: '{ secrets { __typename } }',
    denied: ['Query.secrets'],
    data: { secrets: null },
    requests: 0,
  },
  {
    name: 'an enum',
    query: '{ rank book { rank ranks title } }',
    denied: ['Book.rank', 'Book.ranks', 'Query.rank'],
    data: { rank: null, book: { rank: null, ranks: null, title: 'B' } },
    neverSent: ['rank', 'ranks'],
  },
  {
    name: 'a scalar',
    query: '{ seal book { seal } }',
    as: known,
    denied: ['Book.seal', 'Query.seal'],
    data: { seal: null, book: { seal: null } },
    neverSent: ['seal'],
  },
  {
    name: 'an interface whose every type is protected',
    query: '{ open vaults { __typename id } }',
    denied: ['Query.vaults'],
    data: { open: 'open', vaults: null },
    neverSent: ['vaults'],
  },
  {
    name: 'what admits nobody',
    query: '{ nobody }',
    as: rights({ scopes: ['admin'] }),
    denied: ['Query.nobody'],
    data: { nobody: null },
    requests: 0,
  },
  { name: 'what admits everybody', query: '{ anybody }', denied: [], data: { anybody: 'all' } },
  // Combinations
  {
    name: 'half of the scopes',
    query: '{ book { price } }',
    as: rights({ scopes: ['staff'] }),
    denied: ['Book.price'],
    data: book({ price: null }),
    neverSent: ['price'],
  },
  {
    name: 'all of the scopes',
    query: '{ book { price } }',
    as: rights({ scopes: ['staff', 'price:read'] }),
    denied: [],
    data: book({ price: 913 }),
  },
  {
    name: 'the other scopes',
    query: '{ book { price } }',
    as: rights({ scopes: ['admin'] }),
    denied: [],
    data: book({ price: 913 }),
  },
  {
    name: 'a policy where a scope of its name is held',
    query: '{ secret { text } }',
    as: rights({ scopes: ['inner'] }),
    denied: ['Query.secret'],
    data: { secret: null },
    requests: 0,
  },
  {
    name: 'one of two policies',
    query: '{ secret { text rating } }',
    as: rights({ policies: ['inner'] }),
    denied: [],
    data: { secret: { text: canary, rating: 913 } },
  },
  {
    name: 'two directives, one held',
    query: '{ admin { name } }',
    as: { ...anonymous, policies: ['trusted'] },
    denied: ['Query.admin'],
    data: { admin: null },
    requests: 0,
  },
  {
    name: 'two directives, both held',
    query: '{ admin { name } }',
    as: rights({ policies: ['trusted'] }),
    denied: [],
    data: { admin: { name: canary } },
  },
  // Disguises
  {
    name: 'an alias',
    query: '{ book { title: price } }',
    denied: ['Book.price'],
    data: book({ title: null }),
    neverSent: ['price'],
  },
  {
    name: 'the alias under which types are asked',
    query:
      '{ items { ... on Book { __huitong_typename: title price } ... on Film { __huitong_typename: title } } }',
    denied: ['Book.price', 'Secret'],
    data: { items: [{ __huitong_typename: 'B', price: null }, { __huitong_typename: 'F' }, null] },
  },
  {
    name: 'through an interface',
    query: '{ media { price } }',
    denied: ['Book.price'],
    data: { media: [{ price: null }, { price: 7 }] },
  },
  {
    name: 'through an interface, on the concrete type',
    query: '{ media { ... on Book { price } ... on Film { price } } }',
    denied: ['Book.price'],
    data: { media: [{ price: null }, { price: 7 }] },
  },
  {
    name: 'through an interface inside a concrete type',
    query: '{ book { ... on Media { ... on Book { ... { price } } } } }',
    denied: ['Book.price'],
    data: book({ price: null }),
    neverSent: ['price'],
  },
  {
    name: 'through an interface again and again',
    query: '{ media { next { next { price } } } }',
    denied: ['Book.price'],
    data: { media: [{ next: { next: { price: null } } }, { next: { next: { price: 7 } } }] },
  },
  {
    name: 'through a union',
    query: '{ items { __typename ... on Media { price } } }',
    denied: ['Book.price', 'Secret'],
    data: { items: [{ __typename: 'Book', price: null }, { __typename: 'Film', price: 7 }, null] },
  },
  {
    name: 'a protected member of a union',
    query: '{ items { ... on Secret { text } ... on Film { title } } }',
    denied: ['Secret'],
    data: { items: [{}, { title: 'F' }, null] },
    neverSent: ['text'],
  },
  {
    name: 'a protected member of a union through its interface',
    query: '{ items { ... on Vault { id } } }',
    denied: ['Secret'],
    data: { items: [{}, {}, null] },
  },
  {
    name: 'named fragments in fragments',
    query: '{ book { ...A } } fragment A on Book { ...M } fragment M on Media { x: price }',
    denied: ['Book.price'],
    data: book({ x: null }),
    neverSent: ['price'],
  },
  {
    name: 'a fragment used twice, refused in one place',
    query: '{ book { ...M } media { ... on Film { ...M } } } fragment M on Media { price }',
    denied: ['Book.price'],
    data: { book: { price: null }, media: [{}, { price: 7 }] },
  },
  {
    name: '@include by a variable',
    query: 'query ($x: Boolean!) { book { title price @include(if: $x) } }',
    variables: { x: true },
    denied: ['Book.price'],
    data: book({ title: 'B', price: null }),
    neverSent: ['price'],
  },
  {
    name: '@include by a variable that is false',
    query: 'query ($x: Boolean!) { book { title ...P @include(if: $x) } } fragment P on Book { price }',
    variables: { x: false },
    denied: [],
    data: book({ title: 'B' }),
    neverSent: ['price'],
  },
  {
    name: '@skip by a constant',
    query: '{ book { title price @skip(if: false) } }',
    denied: ['Book.price'],
    data: book({ title: 'B', price: null }),
    neverSent: ['price'],
  },
  {
    name: 'a variable that only a protected argument takes',
    query: 'query ($n: Int) { book { author { note(of: $n) } } }',
    variables: { n: 1 },
    denied: ['Author.note'],
    data: book({ author: { note: null } }),
    neverSent: ['note'],
  },
  {
    name: 'a field computed from a protected one',
    query: '{ book { title discount } }',
    denied: ['Book.discount'],
    data: book({ title: 'B', discount: null }),
    neverSent: ['price', 'discount'],
    requests: 1,
  },
  {
    name: 'a nested entity of another subgraph',
    query: '{ book { reviews { text draft book { price } } } }',
    denied: ['Book.price', 'Review.draft'],
    data: book({ reviews: [{ text: 'r', draft: null, book: { price: null } }] }),
    neverSent: ['price', 'draft'],
  },
  {
    name: 'what an interface object adds',
    query: '{ media { stars comments } best { comments stars } }',
    denied: ['Book.comments', 'Film.comments'],
    data: {
      media: [
        { stars: 5, comments: null },
        { stars: 5, comments: null },
      ],
      best: { comments: null, stars: 5 },
    },
    neverSent: ['comments'],
  },
  {
    name: 'what an interface object leads to',
    query: '{ best { price } }',
    denied: ['Book.price'],
    data: { best: { price: null } },
  },
  {
    name: 'the answer of a mutation',
    query: 'mutation { rename(id: "1", title: "x") { title price } }',
    denied: ['Book.price'],
    data: { rename: { title: 'B', price: null } },
    neverSent: ['price'],
  },
  {
    name: 'a mutation',
    query: 'mutation { purge rename(id: "1", title: "x") { title } }',
    as: known,
    denied: ['Mutation.purge'],
    data: { purge: null, rename: { title: 'B' } },
    neverSent: ['purge'],
  },
  {
    name: 'a non-null field',
    query: '{ open book { title author { name must } } }',
    denied: ['Author.must'],
    data: { open: 'open', book: { title: 'B', author: null } },
    neverSent: ['must'],
  },
  {
    name: 'an object that is not there',
    query: '{ book(id: "9") { price } }',
    denied: ['Book.price'],
    data: { book: null },
  },
];

describe('what the supergraph keeps from a caller', () => {
  it.each(cases)(
    '$name',
    async ({ query, as = anonymous, variables = {}, denied, data, neverSent = [], requests }) => {
      const answer = await ask(query, { as, variables });
      expect({ data: answer.data, errors: answer.errors }).toEqual({ data, errors: [] });
      expect(answer.removed.map(({ coordinate }) => coordinate).sort()).toEqual(denied);
      const texts = sent.map((request) => request.query).join('\n');
      for (const word of neverSent) expect(texts).not.toMatch(new RegExp(`\\b${word}\\b`));
      if (requests !== undefined) expect(sent).toHaveLength(requests);
      if (denied.length > 0) expect(JSON.stringify(answer.data)).not.toMatch(/CANARY|913/);
    },
  );

  it('is named with the first place where it is missing', async () => {
    const { removed } = await ask('{ media { id next { price } price } }');
    expect(removed).toEqual([{ coordinate: 'Book.price', path: ['media', 0, 'price'] }]);
  });

  it('is named also where only the type of an object tells that it may not be met', async () => {
    const { data, removed } = await ask('{ items { __typename } }');
    expect(data).toEqual({ items: [{ __typename: 'Book' }, { __typename: 'Film' }, null] });
    expect(removed).toEqual([{ coordinate: 'Secret', path: ['items', 2] }]);
  });

  it('is asked of nobody before somebody says who asks', async () => {
    const unreduced = { document: parse('{ book { price } }'), key: 'unreduced' };
    await expect(supergraph.plan(unreduced)).rejects.toThrow('protected');
    const foreign = { signature: '', fields: new Map(), rows: new Map() };
    await expect(supergraph.plan({ ...unreduced, denials: foreign })).rejects.toThrow('protected');
    expect(sent).toEqual([]);
  });

  it('is the same for callers whose rights make the same difference', () => {
    const authorization = supergraph.authorization!;
    expect(authorization.denialsFor(rights({ scopes: ['a', 'staff'] }))).toBe(
      authorization.denialsFor(rights({ scopes: ['staff', 'b'], policies: ['c'] })),
    );
    expect(authorization.denialsFor(known)).not.toBe(authorization.denialsFor(anonymous));
    expect([...authorization.policies].sort()).toEqual(['inner', 'trusted']);
  });
});

describe('rules that newer composition would not write', () => {
  const loaded: Supergraph<unknown>[] = [];
  afterAll(() => Promise.all(loaded.map((one) => one.close())));
  const change = async (from: string | RegExp, to: string) => {
    const sdl = protectedSupergraph.replace(from, to);
    expect(sdl).not.toBe(protectedSupergraph);
    const of = await loadSupergraph<unknown>(sdl, { transports });
    loaded.push(of);
    return of;
  };

  it('an interface’s own rule binds each of its types, on the type as well (CVE-2025-64530)', async () => {
    const of = await change(
      /interface Media[^{]*\{\s*id: ID!\s*title: String @join__field\(graph: LIBRARY\)/,
      '$& @authenticated',
    );
    for (const query of [
      '{ media { title } }',
      '{ media { ... on Book { title } ... on Film { title } } }',
    ]) {
      const { data, removed } = await ask(query, { of });
      expect(data).toEqual({ media: [{ title: null }, { title: null }] });
      expect(removed.map(({ coordinate }) => coordinate).sort()).toEqual(['Book.title', 'Film.title']);
    }
    expect((await ask('{ book { title } }', { of })).data).toEqual({ book: { title: null } });
    expect((await ask('{ book { title } }', { of, as: known })).data).toEqual({ book: { title: 'B' } });
  });

  it('an interface’s own rule as a whole keeps all its types', async () => {
    const of = await change(/interface Media(?=[^{]*\{)/, 'interface Media @policy(policies: [["press"]])');
    const { data, removed } = await ask('{ open media { __typename } book { title } items { __typename } }', {
      of,
    });
    expect(data).toEqual({ open: 'open', media: null, book: null, items: null });
    expect(removed.map(({ coordinate }) => coordinate).sort()).toEqual(
      ['Query.book', 'Query.items', 'Query.media'].sort(),
    );
  });

  it('a field computed from a protected one needs its right too (GHSA-m8jr-fxqx-8xx6)', async () => {
    const of = await change(/(discount: Int @join__field\([^)]*\)) @requiresScopes\(.*\)/, '$1');
    const { data, removed } = await ask('{ book { discount } }', { of });
    expect({ data, removed }).toEqual({
      data: { book: { discount: null } },
      removed: [{ coordinate: 'Book.discount', path: ['book', 'discount'] }],
    });
    expect((await ask('{ book { discount } }', { of, as: rights({ scopes: ['admin'] }) })).data).toEqual({
      book: { discount: 912 },
    });
  });

  it('a protected root type is protected as a whole', async () => {
    const of = await change(/type Mutation(?=[^{]*\{)/, 'type Mutation @authenticated');
    const { data, removed } = await ask('mutation { rename(id: "1", title: "x") { title } }', { of });
    expect({ data, removed: removed.map(({ coordinate }) => coordinate) }).toEqual({
      data: { rename: null },
      removed: ['Mutation.rename'],
    });
    expect(sent).toEqual([]);
  });

  it('a rule that cannot be read admits nobody', async () => {
    const of = await change('@policy(policies: [["trusted"]])', '@policy(policies: [[7]])');
    const trusted = rights({ policies: ['trusted', '7'] });
    expect((await ask('{ admin { name } }', { of, as: trusted })).data).toEqual({ admin: null });
  });
});

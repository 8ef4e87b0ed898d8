import { by, type Scenario } from './scenario.js';

const books = [
  { id: 'b1', title: 'One', pages: 100, stock: 3, shelf: 'A' },
  { id: 'b2', title: 'Two', pages: 200, stock: 4, shelf: 'B' },
];
const never = () => {
  throw new Error('This subgraph must not be asked.');
};
const place = { zip: 'Z', country: { code: 'CN' } };

/** `@provides`, `@external`, `@override` (at once and by label), `@shareable`. */
export const ownership: Scenario = {
  name: '@provides, @external, @override, @shareable',
  subgraphs: {
    library: {
      sdl: `type Query { books: [Book] sharedBook: Book @shareable place: Place @shareable works: [Work] }
        type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int @shareable stock: Int shelf: String }
        type Film @key(fields: "id") { id: ID! title: String @shareable }
        union Work = Book | Film
        type Place { zip: String! @shareable country: Country @shareable }
        type Country { code: ID! @shareable }`,
      resolvers: {
        Query: {
          books: () => books,
          sharedBook: () => books[0],
          place: () => place,
          works: () => [
            { __typename: 'Film', id: 'f1', title: 'Film f1' },
            { __typename: 'Book', ...books[1] },
          ],
        },
        Book: { __resolveReference: by(books, 'id'), stock: never },
        Film: { __resolveReference: ({ id }: { id: string }) => ({ id, title: `Film ${id}` }) },
      },
    },
    loans: {
      sdl: `type Query { loans: [Loan] sharedBook: Book @shareable place: Place @shareable
          lent: [Work] @provides(fields: "... on Book { title }") readable: [Readable] @provides(fields: "... on Book { pages }") }
        type Loan { book: Book @provides(fields: "title") other: Book nested: Shelf @provides(fields: "first { pages }") }
        type Shelf { first: Book }
        union Work = Book | Film
        interface Readable { id: ID! }
        type Film @key(fields: "id") { id: ID! }
        type Book implements Readable @key(fields: "id") { id: ID! title: String @external pages: Int @external
          stock: Int @override(from: "library") shelf: String @override(from: "library", label: "new-shelves") }
        type Place { zip: String @shareable country: Country @shareable }
        type Country { code: ID! @shareable }`,
      resolvers: {
        Query: {
          // What is provided says so, to tell the ways apart.
          loans: () => [
            {
              book: { id: 'b1', title: 'One (lent)' },
              other: { id: 'b2' },
              nested: { first: { id: 'b2', pages: 201 } },
            },
          ],
          sharedBook: () => books[0],
          place: () => place,
          lent: () => [
            { __typename: 'Book', id: 'b1', title: 'One (lent)' },
            { __typename: 'Film', id: 'f2' },
          ],
          readable: () => [{ __typename: 'Book', id: 'b2', pages: 202 }],
        },
        Book: {
          __resolveReference: by(books, 'id'),
          shelf: ({ id }: { id: string }) => `${by(books, 'id')({ id })?.shelf} (new)`,
        },
      },
    },
  },
  cases: [
    {
      title: '@provides: takes the field on the way where it is provided',
      query: '{ loans { book { id title } } }',
      data: { loans: [{ book: { id: 'b1', title: 'One (lent)' } }] },
    },
    {
      title: '@provides: and nowhere else',
      query: '{ loans { other { title } } }',
      data: { loans: [{ other: { title: 'Two' } }] },
    },
    {
      title: '@provides: through an object without key, and only what it says',
      query: '{ loans { nested { first { pages title } } } }',
      data: { loans: [{ nested: { first: { pages: 201, title: 'Two' } } }] },
    },
    {
      title: '@provides: on one member of a union',
      query: '{ lent { ... on Book { title } ... on Film { title } } }',
      data: { lent: [{ title: 'One (lent)' }, { title: 'Film f2' }] },
    },
    {
      title: '@provides: on one implementation of an interface',
      query: '{ readable { id ... on Book { pages title } } }',
      data: { readable: [{ id: 'b2', pages: 202, title: 'Two' }] },
    },
    {
      title: '@override: asks the new owner only',
      query: '{ books { title stock } sharedBook { stock } }',
      data: {
        books: [
          { title: 'One', stock: 3 },
          { title: 'Two', stock: 4 },
        ],
        sharedBook: { stock: 3 },
      },
    },
    {
      title: '@override with a label: the old owner answers while it is off',
      query: '{ books { shelf } loans { other { shelf } } }',
      data: { books: [{ shelf: 'A' }, { shelf: 'B' }], loans: [{ other: { shelf: 'B' } }] },
    },
    {
      title: '@override with a label: the new one while it is on',
      query: '{ books { shelf } loans { other { shelf } } }',
      labels: ['new-shelves'],
      data: {
        books: [{ shelf: 'A (new)' }, { shelf: 'B (new)' }],
        loans: [{ other: { shelf: 'B (new)' } }],
      },
    },
    {
      title: '@shareable: a root field and a value type of two subgraphs, nullable if it is so in one',
      query:
        '{ place { zip country { code } } sharedBook { id pages shelf } __type(name: "Place") { fields { name type { kind } } } }',
      data: {
        place: { zip: 'Z', country: { code: 'CN' } },
        sharedBook: { id: 'b1', pages: 100, shelf: 'A' },
        __type: {
          fields: [
            { name: 'zip', type: { kind: 'SCALAR' } },
            { name: 'country', type: { kind: 'OBJECT' } },
          ],
        },
      },
    },
  ],
};

import { by, fails, type Scenario } from './scenario.js';

const media = [
  { __typename: 'Book', id: 'b', title: 'B', pages: 9, secret: 'x' },
  { __typename: 'Film', id: 'f', title: 'F', minutes: 90, secret: 'y' },
];
const byId = by(media, 'id');

/** `@interfaceObject` and interfaces with `@key`. */
export const interfaceObject: Scenario = {
  name: '@interfaceObject, interfaces with @key',
  subgraphs: {
    media: {
      sdl: `type Query { media: [Media!] book: Book any: [Any] }
        interface Media @key(fields: "id") { id: ID! title: String }
        type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int torn: Int! }
        type Film implements Media & Rare @key(fields: "id") { id: ID! title: String minutes: Int }
        interface Rare { id: ID! } union Any = Book | Film`,
      resolvers: {
        Query: { media: () => media, book: () => media[0], any: () => [media[1], media[0]] },
        Media: { __resolveReference: byId },
        Book: { __resolveReference: byId, torn: () => fails() },
        Film: { __resolveReference: byId },
      },
    },
    ratings: {
      sdl: `type Query { best: Media rated: [Media] lost: [Media] }
        type Media @key(fields: "id") @interfaceObject {
          id: ID! title: String @external stars: Int minus: Int review: Review praise: String @requires(fields: "title") }
        type Review { text: String of: Media }`,
      resolvers: {
        Query: {
          best: () => ({ id: 'f' }),
          rated: () => [{ id: 'b' }, { id: 'f' }, { id: 'b' }],
          lost: () => [{ id: 'b' }, { id: 'z' }],
        },
        Media: {
          __resolveReference: (media: object) => media,
          stars: ({ id }: { id: string }) => (id === 'b' ? 3 : 5),
          minus: ({ id }: { id: string }) => (id === 'b' ? 3 : fails()),
          review: ({ id }: { id: string }) => ({ text: `on ${id}`, of: { id } }),
          praise: ({ title }: { title: string }) => `${title}!`,
        },
      },
    },
    shop: {
      sdl: `type Query { offers: [Offer] } type Offer { item: Media }
        type Media @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
      resolvers: { Query: { offers: () => [{ item: { id: 'b' } }, { item: { id: 'f' } }] } },
    },
    prints: {
      sdl: `type Book @key(fields: "id") { id: ID! edition: Int }`,
      resolvers: { Book: { edition: () => 2 } },
    },
  },
  cases: [
    {
      title: 'completes an interface by an interface object',
      query: '{ media { __typename title stars ... on Book { pages } } }',
      data: {
        media: [
          { __typename: 'Book', title: 'B', stars: 3, pages: 9 },
          { __typename: 'Film', title: 'F', stars: 5 },
        ],
      },
    },
    {
      title: 'finds the real type of an interface object',
      query: '{ best { __typename id stars title ... on Film { minutes } ... on Book { pages } } }',
      data: { best: { __typename: 'Film', id: 'f', stars: 5, title: 'F', minutes: 90 } },
    },
    {
      title: 'gives a key another name on one type only',
      query: '{ best { id ... on Film { a2: id } } rated { ... on Film { a2: id } } }',
      data: { best: { id: 'f', a2: 'f' }, rated: [{}, { a2: 'f' }, {}] },
    },
    {
      title: 'asks an interface object alone for what is its own',
      query: '{ rated { id stars } }',
      data: {
        rated: [
          { id: 'b', stars: 3 },
          { id: 'f', stars: 5 },
          { id: 'b', stars: 3 },
        ],
      },
    },
    {
      title: 'completes a concrete type by an interface object',
      query:
        '{ book { stars review { text } } any { ... on Media { stars } ... on Film { review { of { title } } } } }',
      data: {
        book: { stars: 3, review: { text: 'on b' } },
        any: [{ stars: 5, review: { of: { title: 'F' } } }, { stars: 3 }],
      },
    },
    {
      title: 'requires a field for an interface object',
      query: '{ media { praise } book { praise } best { praise } }',
      data: { media: [{ praise: 'B!' }, { praise: 'F!' }], book: { praise: 'B!' }, best: { praise: 'F!' } },
    },
    {
      title: 'starts from an interface object that is not resolvable',
      query: '{ offers { item { title stars __typename } } }',
      data: {
        offers: [
          { item: { title: 'B', stars: 3, __typename: 'Book' } },
          { item: { title: 'F', stars: 5, __typename: 'Film' } },
        ],
      },
    },
    {
      title: 'narrows an interface object to one type, and goes on from there',
      query: '{ rated { ... on Book { edition pages } } offers { item { ... on Book { edition } id } } }',
      data: {
        rated: [{ edition: 2, pages: 9 }, {}, { edition: 2, pages: 9 }],
        offers: [{ item: { edition: 2, id: 'b' } }, { item: { id: 'f' } }],
      },
    },
    {
      title: 'narrows an interface object by a union of its members',
      query:
        '{ rated { id ... on Any { ... on Media { __typename } } } ...F } fragment F on Query { best { ... on Any { __typename ... on Film { minutes } } } }',
      data: {
        rated: [
          { id: 'b', __typename: 'Book' },
          { id: 'f', __typename: 'Film' },
          { id: 'b', __typename: 'Book' },
        ],
        best: { __typename: 'Film', minutes: 90 },
      },
      stockFails: 'Apollo’s planner finds no plan',
    },
    {
      title: 'narrows an interface object by a union within a union, under a condition',
      query:
        'query ($no: Boolean!) { rated { id ... on Any { ... on Any @skip(if: $no) { __typename } ... on Any { ... on Book { pages } } } } }',
      variables: { no: true },
      data: { rated: [{ id: 'b', pages: 9 }, { id: 'f' }, { id: 'b', pages: 9 }] },
      stockFails: 'Apollo’s planner finds no plan',
    },
    {
      title: 'answers null for an interface object of which nobody tells the type, where the type matters',
      query: '{ lost { stars ... on Book { pages } } all: lost { id stars ... on Media { id } } }',
      data: {
        lost: [{ stars: 3, pages: 9 }, null],
        all: [
          { id: 'b', stars: 3 },
          { id: 'z', stars: 5 },
        ],
      },
      errors: [['lost', 1]],
      stockFails: 'it leaves out what the fragment asks, as if the object were of another type',
    },
    {
      title: 'answers null for an interface object that a field of its member takes away',
      query: '{ rated { stars ... on Book { torn } } }',
      data: { rated: [null, { stars: 5 }, null] },
      errors: [
        ['rated', 0, 'torn'],
        ['rated', 2, 'torn'],
      ],
      stockFails: 'it leaves out what the fragment asks, as if the object were of another type',
    },
    {
      title: 'narrows an interface object by another interface, below a field of its own',
      stockFails: 'no plan for the fragment',
      query:
        '{ media { ... on Film { review { of { ... on Rare { id } stars } } } } best { ... on Rare { __typename } } }',
      data: { media: [{}, { review: { of: { id: 'f', stars: 5 } } }], best: { __typename: 'Film' } },
    },
    {
      title: 'tells no error of a field that is asked of some members only, at the others',
      query:
        '{ any { ... on Book { minus } ... on Media { stars } } media { minus } all: media { id ... on Book { minus } ... on Film { stars } } }',
      data: {
        any: [{ stars: 5 }, { minus: 3, stars: 3 }],
        media: [{ minus: 3 }, { minus: null }],
        all: [
          { id: 'b', minus: 3 },
          { id: 'f', stars: 5 },
        ],
      },
      errors: [['media', 1, 'minus']],
      stockFails: 'it tells errors of what only its planner asked for',
    },
    {
      title: 'narrows twice, by union and interface',
      query: '{ any { ... on Media { ... on Film { minutes stars } id } __typename } }',
      data: {
        any: [
          { minutes: 90, stars: 5, id: 'f', __typename: 'Film' },
          { id: 'b', __typename: 'Book' },
        ],
      },
    },
  ],
};

const animals = [
  { __typename: 'Dog', id: 'd', name: 'Rex', owner: { id: 'o1' } },
  { __typename: 'Fish', id: 'x', name: 'Nemo', tank: 7 },
];

/** Interfaces and unions that are not the same everywhere. */
export const abstractTypes: Scenario = {
  name: 'interfaces and unions over several subgraphs',
  subgraphs: {
    zoo: {
      sdl: `type Query { animals: [Animal] pets: [Pet] named: [Named!] owners: [Owner] things: [Thing] }
        interface Named { name: String }
        interface Animal implements Named { id: ID! name: String }
        type Dog implements Animal & Named @key(fields: "id") { id: ID! name: String owner: Owner }
        type Fish implements Animal & Named @key(fields: "id") { id: ID! name: String tank: Int }
        union Pet = Dog | Fish
        type Owner implements Named @key(fields: "id") { id: ID! name: String }
        union Thing = Left | Right
        type Left @key(fields: "id") { id: ID! } type Right @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          animals: () => animals,
          pets: () => [animals[1], animals[0], null, { __typename: 'Fish', id: 'y' }],
          named: () => [animals[0], { __typename: 'Owner', id: 'o1', name: 'Ann' }],
          owners: () => [{ id: 'o1', name: 'Ann' }],
          things: () => [
            { __typename: 'Left', id: 'l' },
            { __typename: 'Right', id: 'r' },
          ],
        },
      },
    },
    vets: {
      sdl: `type Query { patients: [Patient] }
        union Patient = Dog | Cat
        interface Named { name: String }
        interface Animal { id: ID! health: Int }
        type Dog implements Animal @key(fields: "id") { id: ID! health: Int }
        type Fish implements Animal @key(fields: "id") { id: ID! health: Int }
        type Cat implements Animal & Named @key(fields: "id") { id: ID! health: Int name: String }
        union Pet = Cat
        type Left @key(fields: "id") { id: ID! value(as: Int): Int! }
        type Right @key(fields: "id") { id: ID! value(as: Int): String }`,
      resolvers: {
        Query: {
          patients: () => [
            { __typename: 'Cat', id: 'c', health: 9, name: 'Tom' },
            { __typename: 'Dog', id: 'd' },
          ],
        },
        Dog: { health: () => 5 },
        Fish: { health: ({ id }: { id: string }) => (id === 'y' ? null : 6) },
        Left: { value: () => 1 },
        Right: { value: () => 'one' },
      },
    },
  },
  cases: [
    {
      title: 'resolves a field of an interface that another subgraph adds to each member',
      query: '{ animals { name health } }',
      data: {
        animals: [
          { name: 'Rex', health: 5 },
          { name: 'Nemo', health: 6 },
        ],
      },
    },
    {
      title: 'takes each object for what it is, nulls too',
      query: '{ pets { __typename ... on Dog { health } ... on Fish { tank health } ... on Cat { name } } }',
      data: {
        pets: [
          { __typename: 'Fish', tank: 7, health: 6 },
          { __typename: 'Dog', health: 5 },
          null,
          { __typename: 'Fish', tank: null, health: null },
        ],
      },
    },
    {
      title: 'knows members of a union that only one subgraph has',
      query: '{ patients { ... on Animal { id health } ... on Cat { name } ... on Dog { owner { id } } } }',
      data: {
        patients: [
          { id: 'c', health: 9, name: 'Tom' },
          { id: 'd', health: 5, owner: null },
        ],
      },
    },
    {
      title: 'applies an interface of an interface, and a fragment on what the type is anyway',
      query:
        '{ named { ... on Animal { id ... on Named { name } } ... on Named { n: name } } owners { ... on Named { ... on Owner { id } } } }',
      data: { named: [{ id: 'd', name: 'Rex', n: 'Rex' }, { n: 'Ann' }], owners: [{ id: 'o1' }] },
      stockFails:
        'it drops what stands in a fragment on an interface that only one subgraph says the type to have',
    },
    {
      title: 'applies a fragment on a union to a member',
      query: '{ owners { id } animals { ... on Pet { ... on Dog { id } __typename } } }',
      data: { owners: [{ id: 'o1' }], animals: [{ id: 'd', __typename: 'Dog' }, { __typename: 'Fish' }] },
      stockFails: 'it drops what stands in a fragment on a union that it does not know the type to be of',
    },
    {
      title: 'keeps fields apart that have one name and different types in different members',
      query: '{ things { ... on Left { v: value } ... on Right { w: value } } }',
      data: { things: [{ v: 1 }, { w: 'one' }] },
    },
  ],
};

import { expect, it } from '@jest/globals';
import { printSchema } from 'graphql';
import { buildSchemas } from './build-schemas.js';
import { buildSupergraph } from './supergraph-schema.js';
import { factsOf } from './planning/supergraph-facts.js';
import { exampleSupergraph } from './testing/example.js';
import { protectedSupergraph } from './testing/protected.js';

const read = (sdl: string) => buildSupergraph(sdl, { enforcedFeatures: [], engineKind: 'compiled' });

it.each([
  ['plain', exampleSupergraph()],
  ['protected', protectedSupergraph],
])('schemas made of texts are those that Apollo makes of its own model (%s)', async (_, sdl) => {
  const built = read(sdl);
  const { apiSchema, supergraphSchema } = await buildSchemas(factsOf(built));
  expect(printSchema(apiSchema)).toBe(printSchema(built.apiSchema().toGraphQLJSSchema()));
  const stock = built.schema.toGraphQLJSSchema();
  expect(printSchema(supergraphSchema)).toBe(printSchema(stock));
  const applied = ({
    astNode,
  }: {
    astNode?: { directives?: readonly unknown[] | undefined } | null | undefined;
  }) => astNode?.directives?.length ?? 0;
  for (const [name, type] of Object.entries(stock.getTypeMap())) {
    expect([name, applied(supergraphSchema.getType(name)!)]).toEqual([name, applied(type)]);
  }
});

it('between the steps the event loop goes round, so that requests are answered', async () => {
  const texts = factsOf(read(exampleSupergraph()));
  let turns = 0;
  let isOn = true;
  const count = () => {
    turns += 1;
    if (isOn) setImmediate(count);
  };
  setImmediate(count);
  await buildSchemas(texts);
  isOn = false;
  // After each piece of a text, and after each schema.
  expect(turns).toBeGreaterThanOrEqual(texts.supergraph.length + texts.api.length + 2);
});

it('a large text is cut between definitions, and nothing is lost', async () => {
  const more = Array.from({ length: 1500 }, (_, index) => `type Added${index} { a: Int }`).join(' ');
  const built = read(exampleSupergraph({}, more));
  const texts = factsOf(built);
  expect(texts.supergraph.length).toBeGreaterThan(1);
  const { apiSchema } = await buildSchemas(texts);
  expect(printSchema(apiSchema)).toBe(printSchema(built.apiSchema().toGraphQLJSSchema()));
});

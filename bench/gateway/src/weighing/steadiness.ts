import { composeServices } from '@apollo/composition';
import { planSourceInput } from '@huitong/engine/weighing';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import { weighedOperations, type WeighedOperations } from './operations.js';

/** Whether planners made anew of one supergraph plan an operation alike, as those of two threads or processes must. */
export interface Steadiness {
  readonly operation: string;
  /** Different plans, and how often each was made. */
  readonly apollo: readonly number[];
  readonly hive: readonly number[];
}

const planners = { apollo: 5, hive: 40 };

export async function steadiness(): Promise<Steadiness[]> {
  const results: Steadiness[] = [];
  for (const { sdl, operations } of [provides(), ...(await weighedOperations())]) {
    const enforcedFeatures = [...sdl.matchAll(/url: "([^"]+)", for: SECURITY/g)].map(([, url = '']) => url);
    const input = planSourceInput(sdl, { enforcedFeatures });
    const sources = Array.from({ length: planners.apollo }, input.apollo);
    const natives = Array.from({ length: planners.hive }, () => new QueryPlanner(sdl));
    for (const { name, source } of operations) {
      const job = { source, operationName: undefined, overrideLabels: [] };
      const apollo = await Promise.all(sources.map((each) => each.plan(job, new AbortController().signal)));
      const hive = natives.map((each) => each.plan(source, undefined, new Set(), 0));
      results.push({ operation: name, apollo: counts(apollo), hive: counts(hive) });
    }
  }
  return results;
}

function counts(plans: readonly object[]): number[] {
  const times = new Map<string, number>();
  for (const plan of plans) times.set(JSON.stringify(plan), (times.get(JSON.stringify(plan)) ?? 0) + 1);
  return [...times.values()];
}

/** One type whose fields are provided at several places of one subgraph, and not the same ones. */
function provides(): WeighedOperations {
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@provides", "@external", "@shareable"])';
  const services = {
    library: 'type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int @shareable }',
    loans: `type Query { loans: [Loan] lent: [Work] @provides(fields: "... on Book { title }")
        readable: [Readable] @provides(fields: "... on Book { pages }") }
      type Loan { book: Book @provides(fields: "title") nested: Shelf @provides(fields: "first { pages }") }
      type Shelf { first: Book }
      union Work = Book | Film
      interface Readable { id: ID! }
      type Film @key(fields: "id") { id: ID! }
      type Book implements Readable @key(fields: "id") { id: ID! title: String @external pages: Int @external }`,
  };
  const { supergraphSdl, errors } = composeServices(
    Object.entries(services).map(([name, sdl]) => ({ name, url: '', typeDefs: parse(`${link}\n${sdl}`) })),
  );
  if (!supergraphSdl) throw new Error(errors?.join('\n') ?? 'The subgraphs do not compose.');
  const source = '{ loans { book { title pages } } }';
  return { sdl: supergraphSdl, operations: [{ name: 'a field that is provided elsewhere', source }] };
}

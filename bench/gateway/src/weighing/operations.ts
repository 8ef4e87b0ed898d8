import { readFile } from 'node:fs/promises';
import { cases } from '../cases.js';
import { subgraphNames, type SubgraphName } from '../graph/subgraphs.js';
import { supergraphOf } from '../graph/supergraph.js';

export interface WeighedOperations {
  readonly sdl: string;
  readonly operations: readonly { readonly name: string; readonly source: string }[];
}

const root = new URL('../../../../', import.meta.url);

/** The bench's cases over its subgraphs, and the scenarios' questions over the supergraph of this tree. */
export async function weighedOperations(): Promise<WeighedOperations[]> {
  const addresses = Object.fromEntries(
    subgraphNames.map((name) => [name, `http://${name}.invalid/`]),
  ) as Record<SubgraphName, string>;
  const benched = cases.map(({ name, bodies: [body = '{}'] }) => ({
    name,
    source: (JSON.parse(body) as { query: string }).query,
  }));
  const ours = await readFile(new URL('gateway/supergraph.graphql', root), 'utf8');
  return [
    { sdl: supergraphOf(addresses), operations: benched },
    { sdl: ours, operations: await scenarioQuestions() },
  ];
}

/** Read as text: the tests need not be built for this. */
async function scenarioQuestions(): Promise<{ name: string; source: string }[]> {
  const text = await readFile(new URL('tests/src/e2e/harness/scenarioQuestions.ts', root), 'utf8');
  const found = text.matchAll(/export const (\w+)Question = \/\* GraphQL \*\/ `([^`]+)`/g);
  return [...found].map(([, name = '', source = '']) => ({ name, source }));
}

import { composeServices } from '@apollo/composition';
import { buildSchema, execute, parse, validate, type GraphQLSchema } from 'graphql';
import {
  httpTransport,
  loadSupergraph,
  localTransport,
  type EngineKind,
  type Supergraph,
  type Transport,
} from '../index.js';
import { graphqlAnswer, runSubgraph, serve, type TestServer } from '../testing/subgraph-server.js';
import { Facts, stable } from './facts.js';
import { monolith } from './monolith.js';
import { buildOperation, type Operation } from './operation.js';
import { exposeNulls, judge, nullableSdl, type Verdict } from './oracle.js';
import { monolithSdl, subgraphSdl } from './print.js';
import { subgraph } from './subgraph.js';
import { Tape } from './tape.js';
import { buildWorld, type WorldSpec } from './world.js';
import type { World } from './model.js';

/** One graph as a monolith and as a federation, over the same data. */
export interface Graph {
  /** The operation that a tape describes, or nothing if its fields conflict. */
  operation(choices: readonly number[]): Operation | undefined;
  /** Executes both ways and compares. */
  compare(operation: Operation): Promise<Comparison>;
  close(): Promise<void>;
}

export interface GraphOptions {
  /** Whether the subgraphs are reached over HTTP. */
  readonly http: boolean;
  /** Whether Apollo's executor answers too. */
  readonly stock: boolean;
  /** Who plans, as `PlanningOptions.source` names it. */
  readonly source?: URL | undefined;
}

export interface Comparison extends Verdict {
  /** Whether Apollo's executor has the same data, but for the order of names; absent where it was not asked. */
  readonly stockAgrees?: boolean;
}

export function composed(world: World): { sdl: string } | { refusal: string } {
  const services = world.subgraphs.map((name, index) => ({
    name,
    url: `http://${name}.invalid/`,
    typeDefs: parse(subgraphSdl(world, index)),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  return supergraphSdl === undefined
    ? { refusal: errors!.map(({ message }) => message).join('\n') }
    : { sdl: supergraphSdl };
}

/** Opens the graph of a description, or says why composition refuses it. */
export async function openGraph(
  spec: WorldSpec,
  { http, stock, source }: GraphOptions,
): Promise<Graph | { refusal: string }> {
  const world = buildWorld(spec);
  const composition = composed(world);
  if ('refusal' in composition) return composition;
  const full = buildSchema(monolithSdl(world, 'full'));
  const place = { world, facts: new Facts(world, full), effects: [] as string[] };
  const whole = monolith(place, full);
  const exposed = monolith(place, full, {
    sdl: nullableSdl(monolithSdl(world, 'api')),
    inspect: exposeNulls,
  });
  const schemas = world.subgraphs.map((_, index) => subgraph(place, full, index));
  const servers: TestServer[] = [];
  for (const schema of http ? schemas : []) servers.push(await serve(graphqlAnswer(schema)));
  const transports = new Map(
    world.subgraphs.map((name, index) => [name, transportTo(schemas[index]!, servers[index])] as const),
  );
  const load = (engineKind: EngineKind) =>
    loadSupergraph<undefined>(composition.sdl, {
      engineKind,
      transports,
      planning: { deadlineMs: 20_000, ...(engineKind === 'stock' || !source ? {} : { source }) },
    });
  const supergraph = await load('compiled');
  const reference = stock ? await load('stock') : undefined;
  return {
    operation(choices) {
      const operation = buildOperation(whole, new Tape(choices));
      return validate(whole, parse(operation.source)).length === 0 ? operation : undefined;
    },
    async compare({ source, variables }) {
      const document = parse(source);
      const runs: string[][] = [];
      const run = async <T>(work: () => T | Promise<T>): Promise<T> => {
        place.effects.length = 0;
        const result = await work();
        runs.push([...place.effects]);
        return result;
      };
      const inMonolith = (schema: GraphQLSchema) => () =>
        execute({ schema, document, variableValues: variables });
      const expected = await run(inMonolith(whole));
      const { errors = [] } = await run(inMonolith(exposed));
      const faults = new Set(errors.map(({ path }) => JSON.stringify(path)));
      const actual = await run(() => federated(supergraph, source, variables));
      if (String(runs[2]) !== String(runs[0]))
        return { data: `mutations ran ${runs[2]}, not ${runs[0]}`, errors: undefined };
      const verdict = judge(expected, faults, actual);
      if (reference === undefined) return verdict;
      try {
        const { data } = await run(() => federated(reference, source, variables));
        return { ...verdict, stockAgrees: stable(plain(data)) === stable(plain(expected.data ?? null)) };
      } catch {
        // Apollo's executor throws of itself where a value is no list; that is its difference, not ours.
        return { ...verdict, stockAgrees: false };
      }
    },
    async close() {
      await supergraph.close();
      await reference?.close();
      for (const transport of transports.values()) await transport.close();
      for (const server of servers) await server.close();
    },
  };
}

function transportTo(schema: GraphQLSchema, server: TestServer | undefined): Transport<undefined> {
  return server
    ? httpTransport({ url: server.url })
    : localTransport((request) => runSubgraph(schema, request));
}

/** Half of the operations run with the labels of `@override` on: whoever owns a field, it has the same value. */
async function federated(
  supergraph: Supergraph<undefined>,
  source: string,
  variables: Operation['variables'],
) {
  const overrideLabels = source.length % 2 === 0 ? supergraph.overrideLabels : [];
  const plan = await supergraph.plan({ document: parse(source), key: source, overrideLabels });
  return supergraph.execute(plan, { variables, context: undefined, signal: new AbortController().signal });
}

/** Without names that objects inherit, which `stable` could not sort. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What a failing case consists of, for whoever has to understand it. */
export function describeGraph(spec: WorldSpec): string {
  const world = buildWorld(spec);
  return world.subgraphs.map((name, index) => `# ${name}\n${subgraphSdl(world, index)}`).join('\n\n');
}

import fc from 'fast-check';
import { PlanningError } from '../index.js';
import { planningUnderTest } from '../testing/configuration.js';
import { describeGraph, openGraph, type Comparison, type Graph } from './harness.js';
import type { Operation } from './operation.js';
import { tapes } from './tape.js';
import { worldSpecs, type WorldSpec } from './world.js';

/** How much to run, and of what. */
export interface DifferentialRun {
  readonly runs: number;
  /** At most, of each graph. */
  readonly operationsPerGraph: number;
  readonly seed: number;
  /** Of one failure: only that case is run, and not made smaller. */
  readonly path?: string | undefined;
  /** After so many seconds no new case is begun. */
  readonly seconds?: number | undefined;
  /** For how long a failing case is made smaller. */
  readonly shrinkingSeconds?: number | undefined;
}

/** What was run. */
export interface Seen {
  graphs: number;
  /** Graphs that composition refuses. */
  refused: number;
  operations: number;
  /** Operations whose fields conflict: these are not run. */
  conflicting: number;
  /** Operations for which there is no plan: these are refused, never answered wrongly. */
  unplannable: number;
  /** Operations that Apollo's executor answered too, and how many of them differently. */
  stock: number;
  stockDiffers: number;
}

export interface DifferentialResult {
  readonly seen: Seen;
  /** Why operations got no plan, each with how often. */
  readonly reasons: ReadonlyMap<string, number>;
  /** The smallest case that fails, in words: seed, path, what differs, the operation and the subgraphs. */
  readonly failure: string | undefined;
}

/**
 * Random graphs, split at random into subgraphs, against the same graphs in one piece: `oracle.ts` says what must be
 * equal.
 */
export async function runDifferential({
  runs,
  operationsPerGraph,
  seed,
  path,
  seconds,
  shrinkingSeconds = 60,
}: DifferentialRun): Promise<DifferentialResult> {
  const seen: Seen = {
    graphs: 0,
    refused: 0,
    operations: 0,
    conflicting: 0,
    unplannable: 0,
    stock: 0,
    stockDiffers: 0,
  };
  const reasons = new Map<string, number>();
  const operations = fc.array(tapes(300), { minLength: 1, maxLength: operationsPerGraph, size: 'max' });
  // Without the bias of first runs to small cases: few are run by default, and shrinking makes them small.
  // In process most are quickest to find a fault in; the others take the longer ways.
  const ways = fc.constantFrom('local', 'local', 'local', 'http', 'stock');
  const property = fc.asyncProperty(
    fc.noBias(worldSpecs),
    fc.noBias(operations),
    ways,
    async (spec, choices, way) => {
      seen.graphs += 1;
      const graph = await openGraph(spec, {
        http: way === 'http',
        stock: way === 'stock',
        ...planningUnderTest(),
      });
      if ('refusal' in graph) {
        seen.refused += 1;
        return;
      }
      try {
        await checkOperations(graph, spec, choices, { seen, reasons });
      } finally {
        await graph.close();
      }
    },
  );
  const first = await fc.check(property, {
    numRuns: runs,
    seed,
    endOnFailure: true,
    ...(path === undefined ? {} : { path }),
    ...(seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1000 }),
  });
  const failing = first.counterexamplePath;
  if (!first.failed || failing === null) return { seen, reasons, failure: undefined };
  const isWhole = path !== undefined || shrinkingSeconds === 0;
  const smaller = isWhole
    ? first
    : await fc.check(property, {
        numRuns: runs,
        seed,
        path: failing,
        interruptAfterTimeLimit: shrinkingSeconds * 1000,
      });
  const { counterexamplePath, errorInstance } = smaller.errorInstance === null ? first : smaller;
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return { seen, reasons, failure: `seed ${seed} path ${counterexamplePath ?? failing}\n${reason}` };
}

async function checkOperations(
  graph: Graph,
  spec: WorldSpec,
  operations: readonly (readonly number[])[],
  { seen, reasons }: { seen: Seen; reasons: Map<string, number> },
): Promise<void> {
  for (const choices of operations) {
    const operation = graph.operation(choices);
    if (operation === undefined) {
      seen.conflicting += 1;
      continue;
    }
    seen.operations += 1;
    const comparison = await compared(graph, operation);
    if (typeof comparison === 'string') {
      seen.unplannable += 1;
      reasons.set(comparison, (reasons.get(comparison) ?? 0) + 1);
      continue;
    }
    const { data, errors, stockAgrees } = comparison;
    if (stockAgrees !== undefined) seen.stock += 1;
    if (stockAgrees === false) seen.stockDiffers += 1;
    const wrong = data ?? errors;
    if (wrong === undefined) continue;
    throw new Error(
      [wrong, operation.source, JSON.stringify(operation.variables), describeGraph(spec)].join('\n\n'),
    );
  }
}

/** The reason if Apollo's planner finds no plan in time, or none that is right. */
async function compared(graph: Graph, operation: Operation): Promise<Comparison | string> {
  try {
    return await graph.compare(operation);
  } catch (error) {
    if (error instanceof PlanningError)
      return error.cause instanceof Error ? String(error.cause) : error.message;
    throw error;
  }
}

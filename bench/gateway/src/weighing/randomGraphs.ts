import { describeGraph, openGraph, tapes, worldSpecs, type Graph } from '@huitong/engine/weighing';
import fc from 'fast-check';
import { planners, sourceOf } from './planners.js';

/** What falls back on Apollo's planner is weighed by the named cases. */
const weighed = planners.slice(0, 2);

/** How a planner did on operations of random graphs, each answered in one piece too. */
export interface RandomGraphs {
  readonly planner: string;
  readonly graphs: number;
  readonly operations: number;
  readonly right: number;
  /** By kind of failure. */
  readonly wrong: Readonly<Record<string, Failure>>;
}

interface Failure {
  times: number;
  graphs: number;
  /** The shortest operation that fails so. */
  operation: string;
  detail: string;
  subgraphs: string;
}

type Operation = NonNullable<ReturnType<Graph['operation']>>;
type Judged = { readonly kind: string; readonly detail: string } | undefined;

/** Graphs with up to 40 operations each, the same for every planner; none is begun after the minutes. */
export async function randomGraphs(runs: number, seed: number, minutes: number): Promise<RandomGraphs[]> {
  const operations = fc.array(tapes(300), { minLength: 1, maxLength: 40, size: 'max' });
  const samples = fc.sample(fc.tuple(worldSpecs, operations), { numRuns: runs, seed });
  const until = performance.now() + minutes * 60_000;
  const results = weighed.map(({ name }) => ({
    ...{ planner: name, graphs: 0, operations: 0, right: 0 },
    wrong: {} as Record<string, Failure>,
  }));
  for (const [spec, tapesOfOperations] of samples) {
    if (performance.now() > until) break;
    for (const [index, planner] of weighed.entries()) {
      const result = results[index]!;
      const graph = await openGraph(spec, { http: false, stock: false, ...sourceOf(planner) });
      if ('refusal' in graph) break;
      result.graphs += 1;
      const kinds = new Set<string>();
      for (const choices of tapesOfOperations) {
        const operation = graph.operation(choices);
        if (operation === undefined) continue;
        result.operations += 1;
        const judged = await judge(graph, operation);
        if (judged === undefined) {
          result.right += 1;
          continue;
        }
        const { kind, detail } = judged;
        const known = (result.wrong[kind] ??= {
          ...{ times: 0, graphs: 0, operation: '', detail: '', subgraphs: '' },
        });
        known.times += 1;
        if (!kinds.has(kind)) known.graphs += 1;
        kinds.add(kind);
        if (known.operation === '' || operation.source.length < known.operation.length) {
          Object.assign(known, { operation: operation.source, detail, subgraphs: describeGraph(spec) });
        }
      }
      await graph.close();
    }
  }
  return results;
}

async function judge(graph: Graph, operation: Operation): Promise<Judged> {
  try {
    const { data, errors } = await graph.compare(operation);
    if (data !== undefined) {
      return {
        kind: data.startsWith('mutations ran') ? 'mutations out of order' : 'wrong data',
        detail: data,
      };
    }
    return errors === undefined ? undefined : { kind: 'wrong errors', detail: errors };
  } catch (error) {
    const cause = (error as Error).cause;
    const detail = cause instanceof Error ? cause.message : String(error);
    // Names differ from graph to graph.
    return { kind: `not planned: ${detail.replace(/(Failed to [^:]*|[^:']*)[:'].*/s, '$1')}`, detail };
  }
}

import type { EndingSignal } from '../ending.js';
import type { executeQueryPlan } from './apollo.js';
import {
  TransportError,
  type SubgraphError,
  type SubgraphRequest,
  type SubgraphResponse,
  type Transport,
} from '../transport/transport.js';
import type { FetchRecord } from '../execution/outcome.js';
import { MAX_ERRORS } from '../transport/response-shape.js';
import { project } from './project.js';
import type { StockPlan } from './stock-executor.js';

type ServiceMap = Parameters<typeof executeQueryPlan>[1];
/** What Apollo's executor knows as the way to a subgraph. */
export type Source = ServiceMap[string];
type Process = Parameters<Source['process']>[0];

/** One execution's view of the world, shared by all its fetches. */
export interface Run<Context> {
  readonly plan: StockPlan;
  readonly context: Context;
  readonly signal: EndingSignal;
  readonly fetches: FetchRecord[];
}

/**
 * What is handed to Apollo's executor in place of a subgraph's error: nothing it could leak, only the path for it to
 * map to the response. The executor keeps it as `originalError`, by which the outcome finds `raw` again.
 */
export class FetchedError {
  readonly message = 'A subgraph answered with an error.';
  readonly kind: 'SUBGRAPH' | 'VALUE';
  readonly subgraph: string;
  readonly path: readonly (string | number)[] | undefined;
  readonly raw: SubgraphError | undefined;
  /** The executor wants a code of its own otherwise, and copies what stands here. */
  readonly extensions = { code: 'FETCHED' };

  constructor(subgraph: string, path: readonly (string | number)[] | undefined, raw?: SubgraphError) {
    this.kind = raw === undefined ? 'VALUE' : 'SUBGRAPH';
    this.subgraph = subgraph;
    this.path = path;
    this.raw = raw;
  }
}

/** A fetch that gave nothing: the executor collects it as it is, once. */
export class FetchFailure extends Error {
  readonly error: TransportError;
  readonly fetchPath: readonly (string | number)[];
  readonly operation: string;

  constructor(error: TransportError, fetchPath: readonly (string | number)[], operation: string) {
    super(error.message, { cause: error });
    this.error = error;
    this.fetchPath = fetchPath;
    this.operation = operation;
  }
}

/** A data source for Apollo's executor that calls a transport, records the fetch, and hands on only what fits. */
export function subgraphSource<Context>(
  subgraph: string,
  transport: Transport<Context>,
  run: Run<Context>,
): Source {
  return {
    async process(options: Process) {
      const request: SubgraphRequest = {
        subgraph,
        query: options.request.query ?? '',
        variables: options.request.variables ?? {},
        ...(options.request.operationName ? { operationName: options.request.operationName } : {}),
      };
      const path = pathOf(options);
      const record = recorder(run.fetches, subgraph, path);
      try {
        const response = await call(transport, request, run);
        checkEntities(request, response);
        record(null, response);
        return handedOn(run.plan, request, response);
      } catch (error) {
        const failure = asTransportError(subgraph, error);
        record(failure.kind, {});
        throw new FetchFailure(failure, path, request.query);
      }
    },
  };
}

/** Never waits past the abort, even for a transport that ignores it, and never calls after it. */
function call<Context>(
  transport: Transport<Context>,
  request: SubgraphRequest,
  { context, signal }: Run<Context>,
): Promise<SubgraphResponse> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new TransportError('ABORTED', request.subgraph));
    if (signal.aborted) return onAbort();
    const listener = { handleEvent: onAbort };
    signal.addEventListener('abort', listener);
    const release = () => signal.removeEventListener('abort', listener);
    transport.execute(request, { context, signal }).finally(release).then(resolve, reject);
  });
}

/** `_entities` must answer representation by representation: one entity too many would be merged into another. */
function checkEntities({ subgraph, variables }: SubgraphRequest, { data }: SubgraphResponse): void {
  const asked = variables['representations'];
  if (!Array.isArray(asked) || !data) return;
  const entities = Object.hasOwn(data, '_entities') ? data['_entities'] : undefined;
  if (entities === null) return;
  if (!Array.isArray(entities) || entities.length !== asked.length) {
    throw new TransportError('MALFORMED', subgraph, { detail: 'not one entity for each representation' });
  }
}

function handedOn(plan: StockPlan, request: SubgraphRequest, response: SubgraphResponse) {
  const { subgraph, query } = request;
  const errors = (response.errors ?? []).map((raw) => new FetchedError(subgraph, raw.path, raw));
  const shape = plan.shapes.get(query);
  if (shape === undefined) throw new Error('The executor sent an operation that is not in the plan.');
  const hasData = response.data && response.data['_entities'] !== null;
  const data = hasData
    ? project(shape, response.data, (path) => {
        if (errors.length < MAX_ERRORS) errors.push(new FetchedError(subgraph, path));
      })
    : undefined;
  return { data: data ?? undefined, ...(errors.length > 0 ? { errors } : {}) } as never;
}

function recorder(fetches: FetchRecord[], subgraph: string, path: readonly (string | number)[]) {
  const start = performance.now();
  return (failure: FetchRecord['failure'], { data, errors = [], extensions }: SubgraphResponse): void => {
    const entities = data?.['_entities'];
    fetches.push({
      subgraph,
      path,
      milliseconds: performance.now() - start,
      failure,
      extensions,
      errors,
      ...(Array.isArray(entities) ? { rows: entities.filter((entity) => entity !== null).length } : {}),
    });
  };
}

function pathOf(options: Process): readonly (string | number)[] {
  return 'pathInIncomingRequest' in options ? (options.pathInIncomingRequest ?? []) : [];
}

function asTransportError(subgraph: string, error: unknown): TransportError {
  return error instanceof TransportError
    ? error
    : new TransportError('UNAVAILABLE', subgraph, { cause: error });
}

import type { CompiledBatch, CompiledPlan } from '../compile/compile-plan.js';
import { holds, type Decided } from '../compile/conditions.js';
import type { EndingSignal } from '../ending.js';
import type { Target } from '../compile/layout.js';
import { TransportError, type SubgraphResponse, type Transport } from '../transport/transport.js';
import { Completion } from '../shape/completion.js';
import { misfitErrors, subgraphErrors, transportErrors } from './locate-errors.js';
import { checkEntities, countRows, mergeAnswer } from './merge-answer.js';
import { ExecutionAborted, type EngineError, type FetchRecord } from './outcome.js';
import { Numbers } from './numbers.js';
import { CompiledRequest, partsOf, type CallPart } from './subgraph-call.js';

/** What one request brings to the execution of a plan. */
export interface ExecutionRun<Context> {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
  /** Ends it: an `AbortSignal`, or the `Ending` of whoever serves many. */
  readonly signal: EndingSignal;
}

/** A request under way. */
interface Call {
  readonly request: CompiledRequest;
  readonly parts: readonly CallPart[];
  readonly startedAt: number;
}

/**
 * Runs a plan's batches, each when those before it have ended, and merges what they answer into one tree of targets.
 * No promise but one for each request and one for the whole; whatever fails is an error in the list.
 */
export class Execution<Context> {
  readonly root: Target;
  readonly decided: Decided;
  /** Objects that stand at more than one place. */
  readonly shared = new Set<unknown>();
  /** Whether no string of an answer has anything that JSON escapes, as far as it is known. */
  isPlain = true;
  readonly errors: EngineError[] = [];
  readonly fetches: FetchRecord[] = [];
  readonly #plan: CompiledPlan;
  readonly #transports: ReadonlyMap<string, Transport<Context>>;
  readonly #run: ExecutionRun<Context>;
  readonly #waiting: number[];
  readonly #calls = new Set<Call>();
  #left: number;
  #ended = false;
  #resolve: () => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(
    plan: CompiledPlan,
    decided: Decided,
    transports: ReadonlyMap<string, Transport<Context>>,
    run: ExecutionRun<Context>,
  ) {
    this.root = plan.root.create();
    this.#plan = plan;
    this.decided = decided;
    this.#transports = transports;
    this.#run = run;
    this.#waiting = plan.batches.map(({ waitsFor }) => waitsFor);
    this.#left = plan.batches.length;
  }

  /** @throws ExecutionAborted */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      const { signal } = this.#run;
      if (signal.aborted) return this.#abort();
      if (this.#left === 0) return resolve();
      signal.addEventListener('abort', this);
      this.#plan.batches.forEach(({ waitsFor }, index) => {
        if (waitsFor === 0) this.#launch(index);
      });
    });
  }

  /** The caller's signal. */
  handleEvent(): void {
    this.#abort();
  }

  #launch(index: number): void {
    if (this.#ended) return;
    const batch = this.#plan.batches[index]!;
    const parts = this.#isPointless(batch) ? [] : this.#parts(batch);
    if (parts.length === 0) return this.#finish(batch);
    const request = new CompiledRequest(batch, parts, this.#run.variables);
    const call: Call = { request, parts, startedAt: performance.now() };
    this.#calls.add(call);
    this.#send(request).then(
      (response) => this.#settle(batch, call, response, null),
      (error: unknown) => this.#settle(batch, call, null, asTransportError(batch.subgraph, error)),
    );
  }

  /** A mutation whose answer is null already runs no further (graphql-js does not either). */
  #isPointless({ fetches }: CompiledBatch): boolean {
    const { needs } = fetches[0]!.fetch.ir;
    if (needs === undefined) return false;
    const completion = new Completion({ introspection: {}, shared: this.shared, isPlain: this.isPlain });
    const names = needs.flatMap(({ name, when }) => (holds(when, this.decided.values) ? [name] : []));
    return !this.#plan.variant(this.decided).completer.holds(names, this.root, completion);
  }

  #parts(batch: CompiledBatch): readonly CallPart[] {
    const { fetches } = batch;
    if (fetches.length === 1 && fetches[0]!.guards.length === 0) {
      return partsOf(fetches[0]!.fetch, { index: 0, known: this });
    }
    const together = new Map<string, Numbers>();
    return fetches.flatMap(({ fetch, guards, kin }, index) => {
      const isWanted = holds(guards, this.decided.values);
      if (!isWanted) return [];
      if (kin === null) return partsOf(fetch, { index, known: this });
      let numbers = together.get(kin);
      if (numbers === undefined) together.set(kin, (numbers = new Numbers(true)));
      return partsOf(fetch, { index, known: this, numbers });
    });
  }

  #send(request: CompiledRequest): Promise<SubgraphResponse> {
    const { context, signal } = this.#run;
    try {
      return this.#transports.get(request.subgraph)!.execute(request, { context, signal });
    } catch (error) {
      return Promise.reject(asTransportError(request.subgraph, error));
    }
  }

  #settle(
    batch: CompiledBatch,
    call: Call,
    response: SubgraphResponse | null,
    failure: TransportError | null,
  ): void {
    if (this.#ended) return;
    this.#calls.delete(call);
    try {
      if (response === null) this.#failed(call, failure!);
      else this.#answered(call, response);
    } catch (error) {
      this.#failed(call, asTransportError(batch.subgraph, error));
    }
    this.#finish(batch);
  }

  #answered(call: Call, response: SubgraphResponse): void {
    const { request, parts } = call;
    if (response.isPlain !== true) this.isPlain = false;
    checkEntities(request, parts, response.data);
    const misfits = mergeAnswer(request, parts, {
      data: response.data,
      shared: this.shared,
      mayShare: this.#plan.mayShare,
    });
    this.#record(call, null, response);
    const { errors } = response;
    if (errors === undefined && misfits.length === 0) return;
    const answered = { request, parts, root: this.root };
    this.errors.push(...subgraphErrors(answered, errors ?? []), ...misfitErrors(answered, misfits));
  }

  #failed(call: Call, failure: TransportError): void {
    this.#record(call, failure.kind, null);
    this.errors.push(...transportErrors({ ...call, root: this.root }, failure));
  }

  #record(call: Call, failure: FetchRecord['failure'], response: SubgraphResponse | null): void {
    const { request, parts, startedAt } = call;
    const rows = response === null ? undefined : countRows(request, parts, response);
    const [first] = parts;
    this.fetches.push({
      subgraph: request.subgraph,
      path: first!.fetch.path,
      milliseconds: performance.now() - startedAt,
      failure,
      extensions: response?.extensions,
      errors: response?.errors ?? [],
      ...(rows === undefined ? {} : { rows }),
      ...(parts.length === 1
        ? {}
        : {
            parts: parts.map(({ fetch }, index) => ({ name: request.text.names[index]!, path: fetch.path })),
          }),
    });
  }

  #finish(batch: CompiledBatch): void {
    this.#left -= 1;
    for (const next of batch.next) {
      this.#waiting[next]! -= 1;
      if (this.#waiting[next] === 0) this.#launch(next);
    }
    if (this.#left > 0 || this.#ended) return;
    this.#end();
    this.#resolve();
  }

  /** Whoever is still asked is not waited for, even if its transport does not listen. */
  #abort(): void {
    if (this.#ended) return;
    for (const call of this.#calls) this.#record(call, 'ABORTED', null);
    this.#end();
    this.#reject(new ExecutionAborted(this.fetches, this.#run.signal.reason));
  }

  #end(): void {
    this.#ended = true;
    this.#run.signal.removeEventListener('abort', this);
  }
}

function asTransportError(subgraph: string, error: unknown): TransportError {
  return error instanceof TransportError
    ? error
    : new TransportError('UNAVAILABLE', subgraph, { cause: error });
}

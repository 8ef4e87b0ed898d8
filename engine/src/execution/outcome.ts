import type { SubgraphError, TransportFailure } from '../transport/transport.js';

/** One place that a request for several asked for. */
export interface FetchPart {
  readonly name: string;
  readonly path: readonly (string | number)[];
}

/** One call that was made (or begun) for an operation, for audit and observation. */
export interface FetchRecord {
  readonly subgraph: string;
  /** Response path where its data go, '@' for list steps; empty for root fetches. */
  readonly path: readonly (string | number)[];
  /**
   * Set where one request asked for entities of several places: under which response name each place was asked for
   * (its errors' and notes' paths begin with it). `path` is then the first of them and `rows` their sum.
   */
  readonly parts?: readonly FetchPart[];
  readonly milliseconds: number;
  readonly failure: TransportFailure | null;
  /** The subgraph's own `extensions`, untrusted. */
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
  /** The subgraph's own errors, untrusted text: for the log. */
  readonly errors: readonly SubgraphError[];
  /** Entities it returned, without nulls; absent for root fetches and failures. */
  readonly rows?: number;
}

/**
 * TRANSPORT: a subgraph gave no usable answer (`code` says how); SUBGRAPH: it answered with an error; VALUE: what it
 * answered does not fit the schema, or a null stands where none may.
 */
export type EngineErrorKind = 'TRANSPORT' | 'SUBGRAPH' | 'VALUE';

export interface EngineError {
  readonly kind: EngineErrorKind;
  /** Made of fixed words and names of the schema: safe to show. */
  readonly message: string;
  /** Response path, with list indices. Of an error of a whole fetch the nearest named field above what is missing. */
  readonly path?: readonly (string | number)[];
  readonly subgraph?: string;
  /** The transport failure, or the code in the subgraph's `extensions.code` if it looks like one (A–Z, 0–9, _). */
  readonly code?: string;
  /** What the subgraph really said, untrusted: for the log. */
  readonly raw?: SubgraphError;
}

/** The answer to one operation. Fields of failed subgraphs are null, each failure is one error. */
export interface Outcome {
  /** Made when first read. */
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly EngineError[];
  readonly fetches: readonly FetchRecord[];
  /** Objects in `data` below its root. */
  readonly objects: number;
  /** `data` as JSON, written without making `data` first. */
  dataText(): string;
}

/** An outcome of data that are there already. */
export function outcomeOf(
  data: Outcome['data'],
  errors: readonly EngineError[],
  fetches: readonly FetchRecord[],
): Outcome {
  return {
    data,
    errors,
    fetches,
    get objects() {
      return data === null ? 0 : countObjects(data) - 1;
    },
    dataText: () => JSON.stringify(data),
  };
}

/** Iterative, for data may be deep. */
function countObjects(data: unknown): number {
  let count = 0;
  const open: unknown[] = [data];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) count += 1;
    for (const item of Array.isArray(value) ? value : Object.values(value)) open.push(item);
  }
  return count;
}

/** The caller's signal ended the execution; `fetches` is what had been asked by then. */
export class ExecutionAborted extends Error {
  override readonly name = 'ExecutionAborted';
  readonly fetches: readonly FetchRecord[];

  constructor(fetches: readonly FetchRecord[], reason: unknown) {
    super('The execution was ended by its caller.', { cause: reason });
    this.fetches = fetches;
  }
}

/** The variables do not fit the operation. `issues` are graphql-js messages; they quote the caller's own values. */
export class VariablesError extends Error {
  override readonly name = 'VariablesError';
  readonly issues: readonly string[];

  constructor(issues: readonly string[]) {
    super(`The variables do not fit the operation: ${issues.join(' ')}`);
    this.issues = issues;
  }
}

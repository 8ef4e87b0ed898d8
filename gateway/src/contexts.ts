import type { VerifiedCaller } from '@huitong/contract';
import type { Outcome, Plan } from '@huitong/engine';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { Measure } from './limits/measure.js';
import type { DeniedCoordinate, Reduction } from './sharing/reduction.js';
import type { Served } from './served.js';

/** One HTTP exchange, before anything of it is believed. Made by the server, knows no socket. */
export interface Exchange {
  /** Ours, a UUID; in every log line, record, envelope and answer. */
  readonly requestId: string;
  /** What the client called the request, if it was well formed; only for the log. */
  readonly clientRequestId: string | null;
  readonly method: string;
  /** The part of the target behind `?`, undecoded. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
  /** `performance.now()` at arrival. */
  readonly startedAt: number;
}

/** The GraphQL request inside an exchange. */
export interface GraphQLParams {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * How far a request has come. The symbol is never exported and never exists at run time: only a stage can claim
 * its step, and a function that asks for `Permitted` cannot be given a `Parsed`.
 */
declare const steps: unique symbol;
type Reached<Step extends string> = { readonly [steps]: { readonly [Key in Step]: true } };

/** Bytes, nesting and admission are within bounds; the version of the supergraph is fixed from here on. */
export interface Received extends Reached<'received'> {
  readonly exchange: Exchange;
  readonly params: GraphQLParams;
  readonly served: Served;
}

/** Known who asks. */
export interface Identified extends Received, Reached<'received' | 'identified'> {
  /** Null only in open mode. */
  readonly caller: VerifiedCaller | null;
}

/** The document is valid against the schema and the variables fit. */
export interface Parsed extends Identified, Reached<'received' | 'identified' | 'parsed'> {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of document and operation name, hexadecimal. */
  readonly operationHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The operation costs no more than one may. */
export interface Bounded extends Parsed, Reached<'received' | 'identified' | 'parsed' | 'bounded'> {
  readonly measure: Measure;
}

/** The operation is reduced to what this caller may read. */
export interface Permitted
  extends Bounded, Reached<'received' | 'identified' | 'parsed' | 'bounded' | 'permitted'> {
  readonly reduction: Reduction;
  /** Coordinates refused, under the variables of this request. */
  readonly refused: readonly DeniedCoordinate[];
}

/** Known which subgraphs are asked what. */
export interface Planned
  extends Permitted, Reached<'received' | 'identified' | 'parsed' | 'bounded' | 'permitted' | 'planned'> {
  readonly plan: Plan;
}

/** The decision is being put on record. */
export interface Decided
  extends
    Planned, Reached<'received' | 'identified' | 'parsed' | 'bounded' | 'permitted' | 'planned' | 'decided'> {
  /** Resolves once the decision is durable; rejects with AUDIT_UNAVAILABLE. Null where no proof is needed. */
  readonly durable: Promise<void> | null;
}

/** The subgraphs have answered. */
export interface Executed
  extends
    Decided,
    Reached<
      'received' | 'identified' | 'parsed' | 'bounded' | 'permitted' | 'planned' | 'decided' | 'executed'
    > {
  readonly outcome: Outcome;
  /** What the client asked for, with null where something was refused. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Response path of the first place of each refused coordinate that stands in the answer. */
  readonly places: ReadonlyMap<string, readonly (string | number)[]>;
}

/** The answer may leave: what had to be durable is. */
export interface Settled
  extends
    Executed,
    Reached<
      | 'received'
      | 'identified'
      | 'parsed'
      | 'bounded'
      | 'permitted'
      | 'planned'
      | 'decided'
      | 'executed'
      | 'settled'
    > {
  readonly settled: true;
}

/** What leaves the gateway. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

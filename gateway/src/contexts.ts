import type { VerifiedCaller } from '@huitong/contract';
import type { CallerRights, EndingSignal, Outcome, Plan } from '@huitong/engine';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { AnswerSize } from './limits/answerSize.js';
import type { Budget } from './limits/budget.js';
import type { Measure } from './limits/measure.js';
import type { Credential } from './policy/book.js';
import type { GatewayDenied } from './sharing/denials.js';
import type { GrantReading } from './sharing/grantReadings.js';
import type { GrantUse } from './sharing/grantUse.js';
import type { Joins } from './sharing/joins.js';
import type { RiskyField } from './sharing/joinRisks.js';
import type { PermittedOperation } from './sharing/reductions.js';
import type { CheckedDocument, Served } from './served.js';

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
  /**
   * Reads the body, once.
   * @throws Refusal BODY_TOO_LARGE past the bound; ClientGone.
   */
  readonly readBody: (maximumBytes: number) => Promise<Uint8Array>;
  /** Aborts when the client goes away, and when `end` is called. */
  readonly signal: EndingSignal;
  /** Aborts the signal: one serves a request from its arrival to its deadline. */
  readonly end: (reason: Error) => void;
  /** Whether the client went away before its answer was out. */
  readonly isGone: () => boolean;
  /** `performance.now()` at arrival. */
  readonly startedAt: number;
}

/** The GraphQL request inside an exchange. */
export interface GraphQLParams {
  /** Null only where `persisted` stands for it. */
  readonly query: string | null;
  /** SHA-256 or listed id that names the operation. */
  readonly persisted: string | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/*
 * How far a request has come: one mark for each step. The symbols are never exported and never exist at run time, so
 * only {@link claim} makes them, and a function that asks for `Permitted` cannot be given a `Parsed`.
 */
declare const received: unique symbol;
declare const identified: unique symbol;
declare const entitled: unique symbol;
declare const resolved: unique symbol;
declare const parsed: unique symbol;
declare const bounded: unique symbol;
declare const permitted: unique symbol;
declare const allotted: unique symbol;
declare const planned: unique symbol;
declare const decided: unique symbol;
declare const executed: unique symbol;
declare const settled: unique symbol;

/** Bytes, nesting and admission are within bounds; the version of the supergraph is fixed from here on. */
export interface Received {
  readonly [received]: true;
  readonly exchange: Exchange;
  readonly params: GraphQLParams;
  readonly served: Served;
  /** Shared by all operations of a batch. */
  readonly budget: Budget;
  readonly batched: boolean;
  /** What operations of this batch have read so far of groups that are dangerous together. */
  readonly joined: Set<RiskyField>;
}

/** Known who asks. */
export interface Identified extends Received {
  readonly [identified]: true;
  /** Null only in open mode. */
  readonly caller: VerifiedCaller | null;
  /** What the supergraph's own rules are held against. */
  readonly rights: CallerRights;
  /** Null only in open mode. */
  readonly credential: Credential | null;
}

/** The caller has the grants that hold for it now, and is neither cut off nor past its quota. */
export interface Entitled extends Identified {
  readonly [entitled]: true;
}

/** Known which text is to be run, sent or named. */
export interface Resolved extends Entitled {
  readonly [resolved]: true;
  readonly query: string;
}

/** The document is within bounds and valid against the schema, and the variables fit. */
export interface Parsed extends Resolved {
  readonly [parsed]: true;
  readonly checked: CheckedDocument;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of document and operation name, hexadecimal. */
  readonly operationHash: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The operation costs no more than one may. */
export interface Bounded extends Parsed {
  readonly [bounded]: true;
  readonly measure: Measure;
  readonly size: AnswerSize;
}

/** The operation is reduced to what this caller may read. */
export interface Permitted extends Bounded {
  readonly [permitted]: true;
  readonly reduction: PermittedOperation;
  /** Coordinates refused, under the variables of this request. */
  readonly refused: readonly GatewayDenied[];
  /** What becomes of fields that are dangerous together. */
  readonly joins: Joins;
}

/** Known under which grants it reads, and that each of them still allows it. */
export interface Allotted extends Permitted {
  readonly [allotted]: true;
  readonly uses: readonly GrantReading[];
  /** Places, as `Type.field`, that leave rounded to about a kilometre. */
  readonly coarse: readonly string[];
}

/** Known which subgraphs are asked what. */
export interface Planned extends Allotted {
  readonly [planned]: true;
  readonly plan: Plan;
}

/** The decision is being put on record. */
export interface Decided extends Planned {
  readonly [decided]: true;
  /** Resolves once the decision is durable; rejects with AUDIT_UNAVAILABLE. Null where no proof is needed. */
  readonly durable: Promise<void> | null;
}

/** The subgraphs have answered. */
export interface Executed extends Decided {
  readonly [executed]: true;
  readonly outcome: Outcome;
  /** With null where something was refused; null where nothing was, and then the outcome's own data leave. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Response path of the first place of each refused coordinate that stands in the answer. */
  readonly places: ReadonlyMap<string, readonly (string | number)[]>;
}

/** The answer may leave: what had to be durable is. */
export interface Settled extends Executed {
  readonly [settled]: true;
  /** What was read under which grant. */
  readonly used: ReadonlyMap<string, GrantUse>;
}

/** A context without its marks. */
type Unmarked<Context> = {
  readonly [Key in keyof Context as Key extends string ? Key : never]: Context[Key];
};

/**
 * Marks that a stage has done its step. Only stages call it, each for its own step; everything but the marks is
 * checked by the compiler.
 */
export function claim<Next>(context: Unmarked<Next>): Next {
  return context as unknown as Next;
}

/**
 * Adds what a stage found to the context and marks its step. The context is one object that grows: copying it in
 * each of ten stages was a twentieth of the time of a small request. The types make it a new one each time, so no
 * stage sees what a later one adds.
 */
export function widen<From extends object, Next extends From>(
  context: From,
  added: Unmarked<Omit<Next, keyof Unmarked<From>>>,
): Next {
  return Object.assign(context, added) as unknown as Next;
}

/** What leaves the gateway. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A reply and what the metrics call it. */
export interface Responded {
  readonly reply: Reply;
  /** `ok`, `partial`, or the code of a refusal. */
  readonly outcome: string;
}

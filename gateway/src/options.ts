import type { Contract, EngineKind, PlanningOptions, SupergraphOptions } from '@huitong/engine';
import type { VerifiedCaller } from '@huitong/contract';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import type { MetricsSnapshot } from './metrics.js';
import type { ClaimsMapping } from './identity/claims.js';
import type { CompressionOptions } from './http/compression.js';
import type { AutomaticLimits } from './persisted/automatic.js';
import type { Manifest } from './persisted/manifest.js';
import type { QuotaLimits } from './policy/quotas.js';
import type { DecisionLog } from './records/decisionLog.js';

/** What travels with every fetch from the gateway to a subgraph. */
export interface FetchContext {
  /** Who asks; null only in open mode. */
  readonly caller: VerifiedCaller | null;
  readonly requestId: string;
}

/**
 * Transports by subgraph name, which stay their maker's across swaps; or a function that makes one for each subgraph
 * of a supergraph, which are closed with it.
 */
export type Transports = SupergraphOptions<FetchContext>['transports'];

/** Tokens are JWTs of one issuer, verified with its public keys. */
export interface JwtIdentity {
  readonly mode: 'jwt';
  /** `iss` that every token must name. */
  readonly issuer: string;
  /** `aud` that every token must name or list. */
  readonly audience: string;
  /** Where the issuer publishes its keys, itself as far as it tells where (discovery), or the keys themselves. */
  readonly keys: { readonly url: string } | { readonly discover: string } | { readonly jwks: JSONWebKeySet };
  /**
   * How old the issuer's keys may be before they are read again, in milliseconds. Default 60,000. What a withdrawn key
   * signed is refused after twice that at the latest, while the issuer answers.
   */
  readonly keyFreshMs?: number;
  /** How its claims say who asks. Default: the claim `huitong`. */
  readonly claims?: ClaimsMapping;
  /** JWS algorithms accepted; asymmetric only. Default EdDSA, ES256, RS256. */
  readonly algorithms?: readonly string[];
  /** How far the issuer's clock may stand apart from ours, in seconds. Default 60. */
  readonly clockToleranceSeconds?: number;
  /** Claim that lists the policies found to hold for its bearer (`@policy`). Default `policies`. */
  readonly policiesClaim?: string;
}

/** Nobody is asked who they are: a third party's supergraph under test. */
export interface OpenIdentity {
  readonly mode: 'open';
}

/** Bounds on what one request may cost, each checked before the work that it bounds. */
export interface Limits {
  /** Bytes of a request body. */
  readonly bodyBytes: number;
  /** Bytes of a request target (path and query), which bounds a query sent by GET. */
  readonly targetBytes: number;
  /** Levels of objects and arrays in the JSON of a body. */
  readonly jsonDepth: number;
  /** Bytes of the variables, as JSON. */
  readonly variablesBytes: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Levels of nested fields. */
  readonly depth: number;
  /** Aliases, counted where fragments are spread. */
  readonly aliases: number;
  /** Fields of the operation's root. */
  readonly rootFields: number;
  /** Directives, counted where fragments are spread. */
  readonly directives: number;
  /** Selections, counted where fragments are spread. */
  readonly expandedSelections: number;
  /** Pairs of fields under one response name at one place, which validation compares each with each. */
  readonly repetitions: number;
  /** Objects that the pages of an answer can hold at most, nested pages multiplied. */
  readonly objects: number;
  /** Weights of the fields by `@cost` and `@listSize`, multiplied by the lists they stand in. */
  readonly cost: number;
  /**
   * Items that a list of objects is taken to have if nothing says how many: no `@listSize`, no `first`, no page around
   * it. A setting of the graph rather than a bound (Apollo's `list_size`); 1 where every list that can grow is a page.
   */
  readonly listSize: number;
  /** Operations of one batch; 0 accepts no batches. */
  readonly batch: number;
  /** Requests worked on at one time; more are told to come back. */
  readonly inFlight: number;
  /** Time for one operation's fetches together, in milliseconds. */
  readonly deadlineMs: number;
}

/** A department as it is named to a reader whose answer lacks it. */
export interface SubgraphDisplay {
  /** Name of the subgraph in the supergraph. */
  readonly name: string;
  readonly department: { readonly zh: string; readonly en: string };
}

/** Whether the gateway can do its work; `waiting` names what it waits for. */
export interface Readiness {
  readonly ready: boolean;
  readonly waiting: readonly string[];
}

/** Whether a schema may be introspected: by everybody who may ask, by nobody, or by callers of some roles. */
export type Introspection = boolean | { readonly roles: readonly string[] };

/**
 * What becomes of an operation that asks for what `@authenticated`, `@requiresScopes` or `@policy` keep from its
 * caller: `filter` answers the rest with an error for each coordinate, `reject` refuses it whole.
 */
export type Unauthorized = 'filter' | 'reject';

/**
 * What is told of the cost of an operation. `estimate`: what it was estimated at, to the metrics; `measure`: what it
 * came to as well, which takes a walk through each answer; `show`: both to the client too, in `extensions.cost`.
 */
export type CostReport = 'estimate' | 'measure' | 'show';

/** Operations that may be named instead of sent. */
export interface PersistedOptions {
  /** Those that the operator lists. */
  readonly manifest?: Manifest | null;
  /** Serves listed operations only. Needs a manifest. */
  readonly safelist?: boolean;
  /** Keeps texts that clients send with their hash; null keeps none. Default 1,000 texts and 2,000,000 characters. */
  readonly automatic?: AutomaticLimits | null;
  /** Time to plan the listed operations at start and before a swap, in milliseconds. Default 10,000; 0 plans none. */
  readonly warmUpMs?: number;
}

/** Where the sharing rules of today come from: grants, revocations, quotas. */
export interface PolicyOptions {
  /** Name of the subgraph that holds them; its transport is among the gateway's. */
  readonly subgraph: string;
  /** Name of the subgraph that knows which incidents are open; without it no emergency rule opens anything. */
  readonly incidents?: string;
  /** Folder (made, mode 0700) in which the last policy and unreported usage survive the process; null keeps none. */
  readonly directory: string | null;
  /** How often it is asked for changes, in milliseconds. Default 1,000. */
  readonly everyMs?: number;
  /** How long grants hold while it does not answer, in milliseconds. Default 900,000. */
  readonly graceMs?: number;
  readonly quotas?: Partial<QuotaLimits>;
}

/** Everything that a gateway is made of. Checked by the composition root; nothing here is read from elsewhere. */
export interface GatewayOptions {
  /** Composed supergraph in SDL. */
  readonly supergraph: string;
  readonly transports: Transports;
  /** Planning bounds of the engine: deadline, workers, queue. */
  readonly planning?: PlanningOptions;
  /** `stock` executes plans by Apollo's executor, for comparison. Default `compiled`. */
  readonly engineKind?: EngineKind;
  readonly identity: JwtIdentity | OpenIdentity;
  /** Whether the sharing rules are enforced. False only for a third party's supergraph in open mode. */
  readonly sharing: boolean;
  /** Without it nobody holds a grant, is cut off, or is counted. */
  readonly policy?: PolicyOptions;
  /** Default `filter`. */
  readonly unauthorized?: Unauthorized;
  /** Which part of the graph is served, by its tags; the whole when absent. */
  readonly contract?: Contract;
  /** Default `estimate`. */
  readonly cost?: CostReport;
  /** Hides suggestions ("Did you mean") that would tell an outsider the schema. */
  readonly production: boolean;
  /** Default: not in production. */
  readonly introspection?: Introspection;
  readonly limits?: Partial<Limits>;
  readonly persisted?: PersistedOptions;
  /** Default: answers from 1,024 bytes on; null compresses nothing. */
  readonly compression?: CompressionOptions | null;
  /** Folder with the built pages (`index.html`, `explorer.html`, `assets/…`); null serves none. */
  readonly pages: string | null;
  /** Names of the departments behind the subgraphs, for `extensions.missing`. */
  readonly departments: readonly SubgraphDisplay[];
  /** Metrics of this process and of those beside it that share its port; its own alone when absent. */
  readonly siblings?: () => Promise<readonly MetricsSnapshot[]>;
  /** Append-only record of decisions; null only in open mode. */
  readonly decisionLog: DecisionLog | null;
  /** Asked by /ready, beside the gateway's own state. */
  readonly ready?: () => Promise<Readiness>;
  readonly logger: Logger;
}

/** Compression when nothing is set: smaller answers fit one packet as they are. */
export const defaultCompression: CompressionOptions = Object.freeze({ thresholdBytes: 1024 });

/** Limits when none are set. */
export const defaultLimits: Limits = Object.freeze({
  bodyBytes: 256 * 1024,
  targetBytes: 8 * 1024,
  jsonDepth: 32,
  variablesBytes: 128 * 1024,
  tokens: 2000,
  depth: 15,
  aliases: 50,
  rootFields: 20,
  directives: 50,
  expandedSelections: 1000,
  repetitions: 10_000,
  objects: 50_000,
  cost: 100_000,
  listSize: 1,
  batch: 0,
  inFlight: 256,
  deadlineMs: 10_000,
});

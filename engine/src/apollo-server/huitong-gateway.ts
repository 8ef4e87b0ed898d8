import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import { authorize } from '../authorization/authorize.js';
import { anonymous } from '../authorization/rights.js';
import { Ending } from '../ending.js';
import { loadSupergraph } from '../load-supergraph.js';
import type { Supergraph, SupergraphOptions } from '../supergraph.js';
import { httpTransport } from '../transport/http-transport.js';
import { asGraphQLErrors, type ErrorDetail } from './graphql-errors.js';
import { type AuthorizationOptions, coercedVariables, unauthorizedError } from './unauthorized.js';

/** What Apollo Server knows of the request, which is also what transports are given as their context. */
export type ApolloContext = GatewayGraphQLRequestContext['context'];

export interface HuitongGatewayOptions extends Partial<SupergraphOptions<ApolloContext>> {
  /** The composed supergraph. */
  readonly supergraphSdl: string;
  /** Labels of progressive `@override` that are on for a request. Default: none. */
  readonly overrideLabels?: (request: GatewayGraphQLRequestContext) => readonly string[];
  /** How long all fetches of one operation may take together, in milliseconds. Default 30,000. */
  readonly deadlineMs?: number;
  /** Whether clients see what subgraphs say of their errors, as with Apollo's gateway. Default `masked`. */
  readonly subgraphErrors?: ErrorDetail;
  readonly authorization?: AuthorizationOptions;
}

type State =
  | { readonly phase: 'new' }
  | { readonly phase: 'running'; readonly supergraph: Supergraph<ApolloContext>; readonly sdl: string }
  | { readonly phase: 'stopped' };

/**
 * The engine in place of `ApolloGateway`: `new ApolloServer({ gateway: new HuitongGateway({ supergraphSdl }) })`.
 * Subgraphs are reached over HTTP at the addresses in the supergraph unless `transports` says otherwise.
 */
export class HuitongGateway implements GatewayInterface {
  readonly #options: HuitongGatewayOptions;
  readonly #callbacks = new Set<GatewaySchemaLoadOrUpdateCallback>();
  /** Apollo Server validates a request against the schema it has; that version also answers it. */
  readonly #versions = new WeakMap<GraphQLSchema, Supergraph<ApolloContext>>();
  #state: State = { phase: 'new' };

  constructor(options: HuitongGatewayOptions) {
    this.#options = options;
  }

  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): () => void {
    this.#callbacks.add(callback);
    return () => void this.#callbacks.delete(callback);
  }

  /** @throws SupergraphError */
  async load(): Promise<GatewayLoadResult> {
    await this.update(this.#options.supergraphSdl);
    return { executor: (request) => this.#execute(request) };
  }

  /**
   * Swaps to another supergraph; requests under way end on the one they began with.
   *
   * @throws SupergraphError, and the one in use stays
   */
  async update(supergraphSdl: string): Promise<void> {
    const { transports = ({ url }: { url: string }) => httpTransport<ApolloContext>({ url }) } =
      this.#options;
    const supergraph = await loadSupergraph<ApolloContext>(supergraphSdl, { ...this.#options, transports });
    if (this.#state.phase === 'stopped') return supergraph.close();
    const previous = this.#state;
    this.#versions.set(supergraph.apiSchema, supergraph);
    this.#state = { phase: 'running', supergraph, sdl: supergraphSdl };
    const { apiSchema } = supergraph;
    for (const callback of this.#callbacks) callback({ apiSchema, coreSupergraphSdl: supergraphSdl });
    // Not awaited: it waits for the requests that still run on it.
    if (previous.phase === 'running') void previous.supergraph.close();
  }

  async stop(): Promise<void> {
    const previous = this.#state;
    this.#state = { phase: 'stopped' };
    if (previous.phase === 'running') await previous.supergraph.close();
  }

  async #execute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const { supergraph, release } = this.#lease(request.schema);
    const { deadlineMs = 30_000, overrideLabels } = this.#options;
    const ending = new Ending();
    const timer = setTimeout(() => ending.abort(), deadlineMs);
    try {
      const { document, operationName, queryHash, context } = request;
      const asked = {
        document,
        key: `${queryHash} ${operationName ?? ''}`,
        ...(operationName ? { operationName } : {}),
        ...(overrideLabels ? { overrideLabels: overrideLabels(request) } : {}),
      };
      const { rights, unauthorized = 'filter' } = this.#options.authorization ?? {};
      const authorized = authorize(supergraph, asked, {
        rights: (supergraph.authorization && (await rights?.(request))) ?? anonymous,
        variables: supergraph.authorization ? coercedVariables(supergraph.apiSchema, request) : {},
      });
      if (unauthorized === 'reject' && authorized.refused.length > 0) {
        return { errors: authorized.refused.map((one) => unauthorizedError(one, { status: 403 })) };
      }
      const plan = await supergraph.plan(authorized.operation);
      const variables = request.request.variables ?? {};
      const outcome = await supergraph.execute(plan, { variables, context, signal: ending });
      const { data, removed } = authorized.complete(outcome.data);
      const errors = [
        ...asGraphQLErrors(outcome.errors, this.#options.subgraphErrors ?? 'masked'),
        ...removed.map((one) => unauthorizedError(one)),
      ];
      return { data, ...(errors.length > 0 ? { errors } : {}) };
    } catch (error) {
      return { errors: asGraphQLErrors(error, 'masked') };
    } finally {
      clearTimeout(timer);
      release();
    }
  }

  #lease(schema: GraphQLSchema): { supergraph: Supergraph<ApolloContext>; release: () => void } {
    const known = this.#versions.get(schema);
    if (known !== undefined) {
      try {
        return { supergraph: known, release: known.lease() };
      } catch {
        // Closed since: the version in use answers, or refuses.
      }
    }
    if (this.#state.phase !== 'running') throw new Error('The gateway is not running.');
    const { supergraph } = this.#state;
    return { supergraph, release: supergraph.lease() };
  }
}

import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type DataLoader from 'dataloader';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { catalogOf, type DepartmentLine, type VerifiedCaller } from '@huitong/contract';
import { runAs, runAsNobody, statementsSent } from '../database/caller.js';
import { neverNullFields } from '../sharing/fieldRules.js';
import { type Database, openDatabase } from '../database/database.js';
import type { PoolLimits } from '../database/pools.js';
import { Notes } from '../sharing/notes.js';
import type { LoaderScope, SubgraphContext } from './context.js';
import type { SubgraphDefinition } from './define.js';
import { publicError } from './errors.js';
import { subgraphSchema } from './schema.js';

/** A GraphQL request as the gateway sends it. */
export interface SubgraphQuery {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface SubgraphAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * Whether an answer says nothing but that the database cannot be reached. Such a subgraph is as good as away itself,
 * and both transports report it so.
 */
export const databaseAway = ({ errors = [] }: SubgraphAnswer): boolean =>
  errors.length > 0 && errors.every((error) => error.extensions?.['code'] === 'DATABASE_UNREACHABLE');

/** A running subgraph, whichever way requests reach it. */
export interface SubgraphService {
  readonly definition: SubgraphDefinition;
  readonly database: Database;
  /** Answers one request of a verified caller. Never throws for what a caller can cause. */
  execute(request: SubgraphQuery, caller: VerifiedCaller): Promise<SubgraphAnswer>;
  /** Whether the database answers. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** postgres:// address of the app role. */
  readonly databaseUrl: string;
  readonly pool?: PoolLimits;
  readonly log: Logger;
}

type Shared = Pick<SubgraphContext, 'database' | 'providers' | 'neverNull'>;

function contextOf(definition: SubgraphDefinition, shared: Shared, caller: VerifiedCaller): SubgraphContext {
  const batches = new Map<string, DataLoader<unknown, unknown>>();
  const scope: LoaderScope = {
    ...shared,
    caller,
    notes: new Notes(),
    batch(name, make) {
      let loader = batches.get(name);
      if (!loader) batches.set(name, (loader = make() as DataLoader<unknown, unknown>));
      return loader as never;
    },
  };
  return { ...scope, loaders: definition.createLoaders(scope) };
}

/** Which lines may be the source of a type's rows, from each type's catalogue entry. */
function providersOf(schema: GraphQLSchema): ReadonlyMap<string, readonly DepartmentLine[]> {
  const entries = Object.values(schema.getTypeMap()).map(
    (type) => [type.name, catalogOf(type)?.provider] as const,
  );
  return new Map(
    entries.filter((entry): entry is [string, readonly DepartmentLine[]] => entry[1] !== undefined),
  );
}

/**
 * Opens a subgraph: its schema, its database under the app role, and an Apollo Server that executes for both
 * transports alike. Throws Refusal DATABASE_UNREACHABLE.
 */
export async function openSubgraph(
  definition: SubgraphDefinition,
  options: ServiceOptions,
): Promise<SubgraphService> {
  const log = options.log.child({ subgraph: definition.name });
  const schema = subgraphSchema(definition);
  const server = new ApolloServer<SubgraphContext>({
    schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Only the gateway gets here, with an envelope over the exact body; a browser cannot make one.
    csrfPrevention: false,
    formatError: (formatted, error) => publicError(formatted, error, log),
    plugins: [
      // Nothing about a request leaves by Apollo's own channels.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      // It is called for every field of every row, three times the cost of a page, and no answer here may be cached.
      ApolloServerPluginCacheControlDisabled(),
    ],
    logger: log,
  });
  const database = await openDatabase(options.databaseUrl, definition.entities, options.pool);
  const shared = { database, providers: providersOf(schema), neverNull: neverNullFields(schema) };
  await server.start();
  return {
    definition,
    database,
    execute: (request, caller) =>
      runAs(caller, async () => {
        const context = contextOf(definition, shared, caller);
        const http = { method: 'POST', headers: new HeaderMap(), search: '', body: '' };
        const { body } = await server.executeOperation({ ...request, http } as never, {
          contextValue: context,
        });
        if (body.kind !== 'single') throw new Error('Incremental delivery is not enabled in subgraphs.');
        return {
          ...body.singleResult,
          extensions: context.notes.toExtensions(statementsSent()),
        } as SubgraphAnswer;
      }),
    async ready() {
      return runAsNobody(() => database.query('select 1 from admin_division limit 1', [])).then(
        (rows) => rows.length === 1,
        () => false,
      );
    },
    async close() {
      await server.stop();
      await database.close();
    },
  };
}

import { createHash } from 'node:crypto';
import type { Supergraph as BuiltSupergraph } from '@apollo/federation-internals';
import { Authorization } from './authorization/authorization.js';
import { compiledExecutor } from './execution/compiled-executor.js';
import type { Executor } from './executor.js';
import { LoadedSupergraph } from './loaded-supergraph.js';
import { PlanningPool } from './planning/planning-pool.js';
import type { StockSchemas } from './stock/stock-executor.js';
import { buildSupergraph, SupergraphError } from './supergraph-schema.js';
import type { Supergraph, SupergraphOptions } from './supergraph.js';
import type { Transport } from './transport/transport.js';

/**
 * Reads a Federation 2 supergraph and makes it ready: when this resolves, a planner runs in its own thread.
 *
 * @param sdl the supergraph schema as composition wrote it
 * @throws SupergraphError when it cannot be read, planned on, or reached (a subgraph without transport); nothing is
 * left running then.
 */
export async function loadSupergraph<Context>(
  sdl: string,
  { transports, planning = {}, enforcedFeatures = [], engineKind = 'compiled' }: SupergraphOptions<Context>,
): Promise<Supergraph<Context>> {
  const { deadlineMs = 500, coldDeadlineMs = 4 * deadlineMs, workers = 1, queue = 50 } = planning;
  if (engineKind === 'stock' && planning.source) {
    throw new SupergraphError('Apollo’s executor takes the plans of Apollo’s planner only.');
  }
  const thread = { sdl, enforcedFeatures, engineKind, source: planning.source?.href };
  const pool = new PlanningPool({ thread, workers, queue, deadlineMs, coldDeadlineMs });
  const made: Transport<Context>[] = [];
  try {
    // First in the planning thread: a bad supergraph then costs this one nothing.
    await pool.start();
    const built = buildSupergraph(sdl, { enforcedFeatures, engineKind });
    const subgraphs = built.subgraphsMetadata().map(({ name, url }) => ({ name, url }));
    const reached = new Map<string, Transport<Context>>();
    for (const subgraph of subgraphs) {
      const transport =
        typeof transports === 'function' ? transports(subgraph) : transports.get(subgraph.name);
      if (transport === undefined) throw new SupergraphError(`Subgraph "${subgraph.name}" has no transport.`);
      if (typeof transports === 'function') made.push(transport);
      reached.set(subgraph.name, transport);
    }
    const schemas = {
      supergraphSchema: built.schema.toGraphQLJSSchema(),
      apiSchema: built.apiSchema().toGraphQLJSSchema(),
    };
    const executor: Executor<Context> =
      engineKind === 'stock'
        ? await stockExecutor<Context>({ ...schemas, plannerApiSchema: built.apiSchema() })
        : compiledExecutor<Context>({ ...schemas, sdl });
    const version = createHash('sha256').update(sdl).digest('hex').slice(0, 12);
    const overrideLabels = labelsOf(built);
    const authorization = Authorization.of(schemas.supergraphSchema);
    return new LoadedSupergraph({
      version,
      subgraphs,
      schemas,
      overrideLabels,
      authorization,
      executor,
      transports: reached,
      made,
      pool,
      planning,
    });
  } catch (error) {
    await Promise.all([pool.close(), ...made.map((transport) => transport.close())]);
    if (error instanceof SupergraphError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SupergraphError(`The supergraph is refused: ${reason}`, { cause: error });
  }
}

/** Imported only when asked for: `@apollo/gateway` brings an HTTP client and more that nobody else needs. */
async function stockExecutor<Context>(schemas: StockSchemas): Promise<Executor<Context>> {
  const stock = await import('./stock/stock-executor.js');
  return stock.stockExecutor<Context>(schemas);
}

function labelsOf({ schema }: BuiltSupergraph): string[] {
  const applications = [...(schema.directive('join__field')?.applications() ?? [])];
  const labels = applications.map((application) => application.arguments()['overrideLabel'] as unknown);
  return [...new Set(labels.filter((label) => typeof label === 'string' && label !== ''))] as string[];
}

import { createHash } from 'node:crypto';
import { Authorization } from './authorization/authorization.js';
import { buildSchemas } from './build-schemas.js';
import { compiledExecutor } from './execution/compiled-executor.js';
import type { Executor } from './executor.js';
import { LoadedSupergraph } from './loaded-supergraph.js';
import { PlanningPool } from './planning/planning-pool.js';
import type { StockSchemas } from './stock/stock-executor.js';
import { SupergraphError } from './supergraph-error.js';
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
    // Read and checked in the planning thread: it takes seconds, during which this one answers requests.
    const { subgraphs, overrideLabels, ...texts } = await pool.start();
    const reached = new Map<string, Transport<Context>>();
    for (const subgraph of subgraphs) {
      const transport =
        typeof transports === 'function' ? transports(subgraph) : transports.get(subgraph.name);
      if (transport === undefined) throw new SupergraphError(`Subgraph "${subgraph.name}" has no transport.`);
      if (typeof transports === 'function') made.push(transport);
      reached.set(subgraph.name, transport);
    }
    const { supergraph, ...schemas } = await buildSchemas(texts);
    const executor: Executor<Context> =
      engineKind === 'stock'
        ? await stockExecutor<Context>(schemas, sdl, enforcedFeatures)
        : compiledExecutor<Context>({ ...schemas, supergraph });
    const version = createHash('sha256').update(sdl).digest('hex').slice(0, 12);
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

/**
 * Imported only when asked for: nothing else in this thread needs Apollo's packages. Its executor wants
 * the supergraph in the planner's own model.
 */
async function stockExecutor<Context>(
  schemas: Omit<StockSchemas, 'plannerApiSchema'>,
  sdl: string,
  enforcedFeatures: readonly string[],
): Promise<Executor<Context>> {
  const stock = await import('./stock/stock-executor.js');
  const { buildSupergraph } = await import('./supergraph-schema.js');
  const plannerApiSchema = buildSupergraph(sdl, { enforcedFeatures, engineKind: 'stock' }).apiSchema();
  return stock.stockExecutor<Context>({ ...schemas, plannerApiSchema });
}

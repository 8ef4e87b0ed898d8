import type { FetchRecord } from '@huitong/engine';
import { claim, type Executed, type Settled } from '../contexts.js';
import type { Metrics } from '../metrics.js';
import type { DecisionLog, OutcomeRecord } from '../records/decisionLog.js';
import type { SubgraphHealth } from '../subgraphHealth.js';

export interface OutcomeServices {
  readonly decisions: DecisionLog | null;
  readonly health: SubgraphHealth;
  readonly metrics: Metrics;
}

function countBySubgraph(fetches: readonly FetchRecord[]): OutcomeRecord['subgraphs'] {
  const counts: Record<string, { fetches: number; rows: number | null }> = {};
  for (const { subgraph, rows } of fetches) {
    const count = (counts[subgraph] ??= { fetches: 0, rows: null });
    count.fetches += 1;
    if (rows !== undefined) count.rows = (count.rows ?? 0) + rows;
  }
  return counts;
}

/** Objects in an answer. Iterative, for an answer may be deep. */
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

function masked(fetches: readonly FetchRecord[]): number {
  return fetches.reduce((sum, { extensions }) => {
    const counts = extensions?.['counts'] as { masked?: unknown } | undefined;
    return sum + (typeof counts?.masked === 'number' ? counts.masked : 0);
  }, 0);
}

function denied({ refused, outcome }: Executed): number {
  const coordinates = new Set(refused.map(({ coordinate }) => coordinate));
  for (const { extensions } of outcome.fetches) {
    const stated = extensions?.['denied'];
    if (!Array.isArray(stated)) continue;
    for (const { coordinate } of stated as { coordinate?: unknown }[]) {
      if (typeof coordinate === 'string') coordinates.add(coordinate);
    }
  }
  return coordinates.size;
}

/**
 * Takes note of what became of the decision, and lets the answer go only when the decision is durable.
 * @throws Refusal AUDIT_UNAVAILABLE: the answer holds protected data and no record of it would survive.
 */
export async function outcome(executed: Executed, services: OutcomeServices): Promise<Settled> {
  const { fetches, errors } = executed.outcome;
  for (const fetch of fetches) {
    const away = fetch.errors.some(({ extensions }) => extensions?.['code'] === 'DATABASE_UNREACHABLE');
    services.health.note(fetch.subgraph, fetch.failure ?? (away ? 'UNAVAILABLE' : null));
    services.metrics.fetched(fetch.subgraph, fetch.milliseconds, fetch.failure);
  }
  if (executed.durable) await executed.durable;
  services.decisions?.outcome({
    kind: 'outcome',
    requestId: executed.exchange.requestId,
    subgraphs: countBySubgraph(fetches),
    objects: executed.data ? countObjects(executed.data) - 1 : 0,
    denied: denied(executed),
    masked: masked(fetches),
    errors: [...new Set(errors.map((error) => `${error.kind} ${error.code ?? ''}`.trim()))],
    milliseconds: Math.round(performance.now() - executed.exchange.startedAt),
  });
  return claim<Settled>(executed);
}

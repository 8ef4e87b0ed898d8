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

/** A count that a subgraph of ours states of its own answer; null where it states none. */
function stated({ extensions }: FetchRecord, name: 'statements' | 'masked' | 'unmasked'): number | null {
  const counts = extensions?.['counts'] as Readonly<Record<string, unknown>> | undefined;
  const count = counts?.[name];
  return typeof count === 'number' ? count : null;
}

function countBySubgraph(fetches: readonly FetchRecord[]): OutcomeRecord['subgraphs'] {
  const counts: Record<string, { fetches: number; rows: number | null; statements: number | null }> = {};
  for (const fetch of fetches) {
    const count = (counts[fetch.subgraph] ??= { fetches: 0, rows: null, statements: null });
    count.fetches += 1;
    if (fetch.rows !== undefined) count.rows = (count.rows ?? 0) + fetch.rows;
    const statements = stated(fetch, 'statements');
    if (statements !== null) count.statements = (count.statements ?? 0) + statements;
  }
  return counts;
}

const total = (fetches: readonly FetchRecord[], name: 'masked' | 'unmasked') =>
  fetches.reduce((sum, fetch) => sum + (stated(fetch, name) ?? 0), 0);

/** Objects in an answer below its root. Iterative, for an answer may be deep. */
function objectsIn(data: unknown): number {
  if (data === null) return 0;
  let count = -1;
  const open: unknown[] = [data];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) count += 1;
    for (const item of Array.isArray(value) ? value : Object.values(value)) open.push(item);
  }
  return count;
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
    services.metrics.fetched(fetch, stated(fetch, 'statements') ?? 0);
  }
  if (executed.durable) await executed.durable;
  services.decisions?.outcome({
    kind: 'outcome',
    requestId: executed.exchange.requestId,
    subgraphs: countBySubgraph(fetches),
    objects: executed.reduction.shape ? objectsIn(executed.data) : executed.outcome.objects,
    denied: denied(executed),
    masked: total(fetches, 'masked'),
    unmasked: total(fetches, 'unmasked'),
    errors: [...new Set(errors.map((error) => `${error.kind} ${error.code ?? ''}`.trim()))],
    milliseconds: Math.round(performance.now() - executed.exchange.startedAt),
  });
  return claim<Settled>(executed);
}

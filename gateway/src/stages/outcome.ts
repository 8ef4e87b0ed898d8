import type { FetchRecord } from '@huitong/engine';
import { claim, type Executed, type Settled } from '../contexts.js';
import type { Metrics } from '../metrics.js';
import type { RunningPolicy } from '../policy/policy.js';
import type { DecisionLog, OutcomeRecord } from '../records/decisionLog.js';
import type { GrantReading } from '../sharing/grantReadings.js';
import { type GrantUse, grantUses, rowsJoined, rowsListed } from '../sharing/grantUse.js';
import type { SubgraphHealth } from '../subgraphHealth.js';

export interface OutcomeServices {
  /** Null where no sharing rules are enforced. */
  readonly policy: RunningPolicy | null;
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

const mostErrors = 20;

/** A code comes from a subgraph: what is no code might be a value, and none is on record. */
function errorsIn(errors: Executed['outcome']['errors']): string[] {
  const codeOf = (code: string | undefined) =>
    code === undefined || /^[A-Z][A-Z0-9_]{0,59}$/.test(code) ? code : 'OTHER';
  const named = errors.map(({ kind, code }) => `${kind} ${codeOf(code) ?? ''}`.trim());
  return [...new Set(named)].slice(0, mostErrors);
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
  const { operation, plan } = executed;
  if (operation.operation === 'mutation') await services.policy?.emergencies.touched(plan.subgraphs);
  const used = charge(executed, services);
  if (executed.durable) await executed.durable;
  services.decisions?.outcome({
    kind: 'outcome',
    requestId: executed.exchange.requestId,
    subgraphs: countBySubgraph(fetches),
    objects: executed.reduction.shape ? objectsIn(executed.data) : executed.outcome.objects,
    denied: denied(executed),
    masked: total(fetches, 'masked'),
    unmasked: total(fetches, 'unmasked'),
    ...(used.size > 0 ? { grants: Object.fromEntries(used) } : {}),
    errors: errorsIn(errors),
    milliseconds: Math.round(performance.now() - executed.exchange.startedAt),
  });
  return claim<Settled>(Object.assign(executed, { used }));
}

const nothingUsed: ReadonlyMap<string, GrantUse> = new Map();

/** Counts what was read against quotas, and has what was read under grants reported to their providers. */
function charge({ caller, uses, outcome, exchange, joins, coarse }: Executed, { policy }: OutcomeServices) {
  if (!policy || !caller) return nothingUsed;
  policy.quotas.listed(caller, rowsListed(outcome.fetches));
  if (joins.counted.length > 0) {
    const counted = joins.counted.filter(({ field }) => !coarse.includes(field.coordinate));
    policy.quotas.joined(caller, counted, rowsJoined(outcome.fetches));
  }
  if (uses.length === 0) return nothingUsed;
  const readings = new Map(uses.map((reading) => [reading.grant.id, reading]));
  const used = grantUses(outcome.fetches, new Set(readings.keys()));
  for (const [grantId, { rows, unmasked }] of used) {
    const { grant, coordinates } = readings.get(grantId) as GrantReading;
    policy.quotas.readUnder(grantId, rows);
    policy.usage.note({
      ...{ requestId: exchange.requestId, grantId, at: new Date().toISOString(), coordinates },
      ...{ department: caller.department, subject: caller.subject, divisions: grant.divisions },
      ...{ rows, unmasked },
    });
  }
  return used;
}

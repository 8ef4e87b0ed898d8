import type { FetchRecord } from '@huitong/engine';
import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client';

/** What the gateway tells Prometheus. No label ever holds anything that a caller sent. */
export interface Metrics {
  requested(outcome: string, milliseconds: number): void;
  /** @param statements SQL statements that the subgraph says it sent. */
  fetched(fetch: Pick<FetchRecord, 'subgraph' | 'milliseconds' | 'failure'>, statements: number): void;
  /** @param actual null where it is not measured. */
  cost(estimated: number, actual: number | null): void;
  swapped(result: 'done' | 'refused'): void;
  /** The page of this process alone. */
  page(): Promise<MetricsPage>;
  /** What this process has counted so far. */
  snapshot(): Promise<MetricsSnapshot>;
}

/** Metrics of one process as plain data, which may cross to another. */
export type MetricsSnapshot = readonly MetricObjectWithValues<MetricValue<string>>[];

/** The page for the scraper, and its media type. */
export interface MetricsPage {
  readonly type: string;
  readonly text: string;
}

/** One page of several processes, their counts added up. */
export async function pageOf(snapshots: readonly MetricsSnapshot[]): Promise<MetricsPage> {
  // What prom-client's own cluster support does with what its workers send.
  const registry = AggregatorRegistry.aggregate(snapshots as unknown as object[]);
  return { type: registry.contentType, text: await registry.metrics() };
}

/**
 * What counts on when its process is gone, added up: counters and histograms of several processes, without what they
 * used at one moment.
 */
export async function countsOf(snapshots: readonly MetricsSnapshot[]): Promise<MetricsSnapshot> {
  const counts = snapshots.map((metrics) => metrics.filter(({ type }) => countTypes.has(String(type))));
  const registry = AggregatorRegistry.aggregate(counts as unknown as object[]);
  return (await registry.getMetricsAsJSON()) as MetricsSnapshot;
}

const countTypes = new Set(['counter', 'histogram']);

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Makes metrics in a registry of their own, so that two gateways in one process do not share them.
 * @param inFlight how many requests are being worked on.
 */
export function createMetrics(inFlight: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'huitong_requests_total',
    help: 'GraphQL requests by the code of their refusal; ok and partial are answers.',
    labelNames: ['outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'huitong_request_seconds',
    help: 'Time from arrival to answer.',
    buckets,
    registers,
  });
  const fetchSeconds = new Histogram({
    name: 'huitong_fetch_seconds',
    help: 'Time of one fetch from a subgraph.',
    labelNames: ['subgraph'],
    buckets,
    registers,
  });
  const costs = new Histogram({
    name: 'huitong_operation_cost',
    help: 'Cost of answered operations by @cost and @listSize: estimated, and measured where that is on.',
    labelNames: ['kind'],
    buckets: [1, 10, 100, 1000, 10_000, 100_000],
    registers,
  });
  const failures = new Counter({
    name: 'huitong_fetch_failures_total',
    help: 'Fetches that gave no usable answer.',
    labelNames: ['subgraph', 'failure'],
    registers,
  });
  const statements = new Counter({
    name: 'huitong_statements_total',
    help: 'SQL statements sent for fetches.',
    labelNames: ['subgraph'],
    registers,
  });
  const swaps = new Counter({
    name: 'huitong_supergraph_swaps_total',
    help: 'Supergraphs brought in while running.',
    labelNames: ['result'],
    registers,
  });
  new Gauge({
    name: 'huitong_requests_in_flight',
    help: 'GraphQL requests being worked on.',
    registers,
    collect() {
      this.set(inFlight());
    },
  });
  return {
    requested(outcome, milliseconds) {
      requests.inc({ outcome });
      seconds.observe(milliseconds / 1000);
    },
    fetched({ subgraph, milliseconds, failure }, count) {
      statements.inc({ subgraph }, count);
      fetchSeconds.observe({ subgraph }, milliseconds / 1000);
      if (failure) failures.inc({ subgraph, failure });
    },
    cost(estimated, actual) {
      costs.observe({ kind: 'estimated' }, estimated);
      if (actual !== null) costs.observe({ kind: 'actual' }, actual);
    },
    swapped: (result) => swaps.inc({ result }),
    page: async () => ({ type: registry.contentType, text: await registry.metrics() }),
    snapshot: () => registry.getMetricsAsJSON() as Promise<MetricsSnapshot>,
  };
}

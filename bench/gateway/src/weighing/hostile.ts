import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { loadSupergraph, PlanningError } from '@huitong/engine';
import { exampleSupergraph, exampleTransports, hostileQuery } from '@huitong/engine/weighing';
import { parse } from 'graphql';
import { planners, sourceOf } from './planners.js';

/** What fragments that each spread the next one twice do to a planner behind its deadline. */
export interface Hostile {
  readonly planner: string;
  readonly levels: number;
  readonly bytes: number;
  readonly outcome: string;
  readonly milliseconds: number;
  /** Longest time that the event loop of the main thread was blocked meanwhile. */
  readonly blockedMilliseconds: number;
  /** Processor time in the second after the answer: what goes on though nobody waits. */
  readonly afterwardsMilliseconds: number;
}

const deadlineMs = 2000;

export async function hostile(): Promise<Hostile[]> {
  const results: Hostile[] = [];
  for (const planner of planners.slice(0, 2)) {
    const supergraph = await loadSupergraph(exampleSupergraph(), {
      transports: exampleTransports(),
      planning: { deadlineMs, coldDeadlineMs: deadlineMs, ...sourceOf(planner) },
    });
    for (const levels of [2, 4, 6, 8, 14]) {
      const query = hostileQuery(levels);
      const delay = monitorEventLoopDelay({ resolution: 2 });
      delay.enable();
      const start = performance.now();
      const outcome = await supergraph.plan({ document: parse(query), key: query }).then(
        ({ fetches }) => `${fetches.length} fetches`,
        (error: unknown) => (error instanceof PlanningError ? error.kind : String(error)),
      );
      const milliseconds = performance.now() - start;
      delay.disable();
      const before = process.cpuUsage();
      await setTimeout(1000);
      const { user, system } = process.cpuUsage(before);
      results.push({
        ...{ planner: planner.name, levels, bytes: query.length, outcome, milliseconds },
        blockedMilliseconds: delay.max / 1e6,
        afterwardsMilliseconds: (user + system) / 1000,
      });
    }
    await supergraph.close();
  }
  return results;
}

import { parentPort, workerData } from 'node:worker_threads';
import { stockPlanSource } from '../stock/compile-plan.js';
import { buildSupergraph } from '../supergraph-schema.js';
import { apolloPlanSource } from './apollo-plan-source.js';
import type { PlanningJob, PlanningReply, PlanningThreadData } from './protocol.js';

// The entry of the planning thread: builds its own planner, then answers one job after the other.
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');
const reply = (message: PlanningReply) => port.postMessage(message);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The one place that chooses a planner. */
function planSource({ sdl, enforcedFeatures, engineKind }: PlanningThreadData) {
  const build = (text: string) => buildSupergraph(text, { enforcedFeatures, engineKind });
  return engineKind === 'stock' ? stockPlanSource(build(sdl)) : apolloPlanSource(sdl, build);
}

function start(data: PlanningThreadData): ReturnType<typeof planSource> | undefined {
  try {
    return planSource(data);
  } catch (error) {
    reply({ kind: 'refused', reason: reasonOf(error) });
    return undefined;
  }
}

const source = start(workerData as PlanningThreadData);
if (source !== undefined) {
  port.on('message', (job: PlanningJob) => {
    try {
      reply({ kind: 'planned', plan: JSON.stringify(source.plan(job)) });
    } catch (error) {
      reply({ kind: 'failed', reason: reasonOf(error) });
    }
  });
  reply({ kind: 'ready' });
}

import { parentPort, workerData } from 'node:worker_threads';
import { buildSupergraph } from '../supergraph-schema.js';
import { compilePlan, planningSchemas, type PlanningSchemas } from './compile-plan.js';
import type { PlanningJob, PlanningReply, PlanningThreadData } from './protocol.js';

// The entry of the planning thread: builds its own planner, then answers one job after the other.
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');
const reply = (message: PlanningReply) => port.postMessage(message);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function start({ sdl, enforcedFeatures }: PlanningThreadData): PlanningSchemas | undefined {
  try {
    return planningSchemas(buildSupergraph(sdl, enforcedFeatures));
  } catch (error) {
    reply({ kind: 'refused', reason: reasonOf(error) });
    return undefined;
  }
}

const schemas = start(workerData as PlanningThreadData);
if (schemas !== undefined) {
  port.on('message', ({ source, operationName }: PlanningJob) => {
    try {
      reply({ kind: 'planned', plan: JSON.stringify(compilePlan(schemas, source, operationName)) });
    } catch (error) {
      reply({ kind: 'failed', reason: reasonOf(error) });
    }
  });
  reply({ kind: 'ready' });
}

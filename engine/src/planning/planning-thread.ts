import { parentPort, workerData } from 'node:worker_threads';
import type { Supergraph } from '@apollo/federation-internals';
import { type DocumentNode, parse } from 'graphql';
import { stockPlanSource } from '../stock/compile-plan.js';
import { buildSupergraph } from '../supergraph-schema.js';
import { apolloPlanSource } from './apollo-plan-source.js';
import { repairApollosPlanner } from './apollo-repairs.js';
import type { PlanJob, PlanSourceModule } from './plan-source.js';
import type { PlanningJob, PlanningReply, PlanningThreadData } from './protocol.js';
import { factsOf, type SupergraphFacts } from './supergraph-facts.js';

// The entry of the planning thread: builds its own planner, then answers one job after the other.
const port = parentPort;
if (port === null) throw new Error('This file is the entry of a worker thread.');
const reply = (message: PlanningReply) => port.postMessage(message);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A planner that can stop itself is told before the thread is ended, after this part of the deadline. */
const WARNING = 0.9;

/** Plans in the form that the executor takes. */
interface AnyPlanSource {
  plan(job: PlanJob, signal: AbortSignal): object | Promise<object>;
}

let isStarted = false;

type Build = (document: DocumentNode) => Supergraph;

/** Reads a supergraph; the same document only once, for that takes a second or two. Says so when it happens in a job. */
function builder({ enforcedFeatures, engineKind }: PlanningThreadData): Build {
  let known: { readonly document: DocumentNode; readonly built: Supergraph } | null = null;
  return (document) => {
    if (known?.document !== document) {
      if (isStarted) reply({ kind: 'building' });
      known = { document, built: buildSupergraph(document, { enforcedFeatures, engineKind }) };
    }
    return known.built;
  };
}

/** The one place that chooses a planner. */
async function planSource(
  { sdl, engineKind, source }: PlanningThreadData,
  document: DocumentNode,
  build: Build,
): Promise<AnyPlanSource> {
  // Of the stock engine too: without it a plan can end the whole process.
  repairApollosPlanner();
  if (engineKind === 'stock') return stockPlanSource(build(document));
  const apollo = () => apolloPlanSource({ sdl, document }, build);
  if (source === undefined) return apollo();
  const module = (await import(source)) as PlanSourceModule;
  return module.createPlanSource({ sdl, schema: build(document).schema.toGraphQLJSSchema(), apollo });
}

interface Started {
  readonly source: AnyPlanSource;
  readonly facts: SupergraphFacts;
}

async function start(data: PlanningThreadData): Promise<Started | undefined> {
  try {
    const build = builder(data);
    const document = parse(data.sdl, { noLocation: true });
    const facts = factsOf(build(document));
    return { source: await planSource(data, document, build), facts };
  } catch (error) {
    reply({ kind: 'refused', reason: reasonOf(error) });
    return undefined;
  }
}

async function answer(source: AnyPlanSource, { deadlineMs, ...job }: PlanningJob): Promise<PlanningReply> {
  const signal = AbortSignal.timeout(deadlineMs * WARNING);
  try {
    return { kind: 'planned', plan: JSON.stringify(await source.plan(job, signal)) };
  } catch (error) {
    return signal.aborted ? { kind: 'expired' } : { kind: 'failed', reason: reasonOf(error) };
  }
}

const started = await start(workerData as PlanningThreadData);
if (started !== undefined) {
  const { source, facts } = started;
  isStarted = true;
  port.on('message', (job: PlanningJob) => void answer(source, job).then(reply));
  reply({ kind: 'ready', facts });
}

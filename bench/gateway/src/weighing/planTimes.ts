import { planSourceInput, schedule } from '@huitong/engine/weighing';
import type { PlanIr } from '@huitong/engine/planning';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { createPlanSource } from '../hivePlanner/createPlanSource.js';
import { weighedOperations, type WeighedOperations } from './operations.js';

/** One operation planned by both. */
export interface PlanTime {
  readonly operation: string;
  readonly apollo: Planned;
  readonly hive: Planned;
  /** Of that, what Hive's planner itself takes; the rest is parsing and our form of the plan. */
  readonly hiveItselfMilliseconds: number;
}

export interface Planned {
  /** Fetches of the plan; Hive's batches taken apart, one for each place. */
  readonly fetches: number;
  /** Requests that the engine makes of them if every condition holds: it batches whoever planned. */
  readonly requests: number;
  /** Processor time of planning anew with warm code, all threads, our form included. */
  readonly milliseconds: number;
}

const plannings = 10;
const blocks = 5;
export async function planTimes(): Promise<PlanTime[]> {
  const times: PlanTime[] = [];
  for (const { sdl, operations } of await weighedOperations())
    times.push(...(await timesOver(sdl, operations)));
  return times;
}

async function timesOver(sdl: string, operations: WeighedOperations['operations']): Promise<PlanTime[]> {
  const enforcedFeatures = [...sdl.matchAll(/url: "([^"]+)", for: SECURITY/g)].map(([, url = '']) => url);
  const input = planSourceInput(sdl, { enforcedFeatures });
  const apollo = input.apollo();
  const hive = await createPlanSource(input);
  const native = new QueryPlanner(sdl);
  const signal = new AbortController().signal;
  const times: PlanTime[] = [];
  for (const { name, source } of operations) {
    const job = { source, operationName: undefined, overrideLabels: [] };
    const spent = { apollo: [] as number[], hive: [] as number[], native: [] as number[] };
    for (let block = 0; block < blocks; block += 1) {
      spent.apollo.push(await processorTime(() => apollo.plan(job, signal)));
      spent.hive.push(await processorTime(() => hive.plan(job, signal)));
      spent.native.push(await processorTime(() => native.plan(source, undefined, new Set(), 0)));
    }
    times.push({
      operation: name,
      apollo: { ...sizes(await apollo.plan(job, signal)), milliseconds: warm(spent.apollo) },
      hive: { ...sizes(await hive.plan(job, signal)), milliseconds: warm(spent.hive) },
      hiveItselfMilliseconds: warm(spent.native),
    });
  }
  return times;
}

const sizes = (plan: PlanIr) => ({ fetches: plan.fetches.length, requests: schedule(plan).length });

/** Of one planning, in milliseconds: time on the clock says more about a busy machine than about a planner. */
async function processorTime(plan: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < plannings; index += 1) await plan();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / plannings;
}

/** The median of the blocks after the first two. */
function warm(spent: readonly number[]): number {
  const counted = spent.slice(2).sort((left, right) => left - right);
  return counted[Math.floor(counted.length / 2)]!;
}

import type { Answers } from './answers.js';
import type { Case } from './cases.js';
import type { Caller } from './load.js';
import type { Stack } from './stack.js';
import { memory, processorSeconds } from './usage.js';

/** What one round of one stack came to. */
export interface Round {
  readonly requestsPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
  /** Processor time of all its processes together, per request. */
  readonly cpuMilliseconds: number;
  /** Memory in RAM right after the round, MiB. */
  readonly memoryMebibytes: number;
  /** Answers that were not the right ones. */
  readonly wrong: number;
  /** Answers that the subgraphs had to compute, because the gateway sent them a body not seen before. */
  readonly recorded: number;
}

/** All rounds of one stack and case. */
export interface Measured {
  readonly stack: string;
  readonly case: string;
  readonly rounds: readonly Round[];
  /** The most memory it ever had in RAM up to then, MiB. */
  readonly mostMebibytes: number;
  readonly unlike?: string;
}

export interface Extent {
  readonly rounds: number;
  readonly requests: number;
  /** Requests of each stack before the first round. */
  readonly warmUp: number;
  /** Requests under way at one time. */
  readonly callers: number;
  /** No round is begun after so many seconds, though one always counts. */
  readonly seconds: number;
  readonly caller: Caller;
  /** How many answers the subgraphs computed so far. */
  readonly recorded: () => Promise<number>;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const processors = ({ pids }: Stack) => sum(pids.map(processorSeconds));
const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/**
 * Lets every stack compile what it runs often. V8 goes on compiling for a thousand requests and more, in threads whose time
 * counts; what is measured is a gateway that has run for a while, as gateways do.
 */
async function warmUp(
  stacks: readonly { readonly stack: Stack; readonly answers: Answers }[],
  { bodies }: Case,
  { warmUp: requests, callers, caller }: Extent,
): Promise<void> {
  for (const { stack, answers } of stacks) {
    await caller.run({ url: stack.url, bodies, lengths: answers.lengths, requests, callers });
  }
}

async function measureRound(
  stack: Stack,
  asked: Case,
  { lengths }: Answers,
  { requests, callers, caller, recorded }: Extent,
): Promise<Round> {
  const job = { url: stack.url, bodies: asked.bodies, lengths, requests, callers };
  // Whoever waited for its turn finds that subgraphs closed idle connections; its first request on one may even fail.
  await caller.run({ ...job, requests: callers });
  const recordedBefore = await recorded();
  const before = processors(stack);
  const { seconds, latencies, wrong } = await caller.run(job);
  const used = processors(stack) - before;
  return {
    requestsPerSecond: requests / seconds,
    p50Milliseconds: percentile(latencies, 0.5),
    p99Milliseconds: percentile(latencies, 0.99),
    cpuMilliseconds: (used * 1000) / requests,
    memoryMebibytes: sum(stack.pids.map((pid) => memory(pid).now)),
    wrong,
    recorded: (await recorded()) - recordedBefore,
  };
}

/**
 * Measures the stacks in turn, round by round, beginning with another one each round, so that a noisy machine is noisy
 * for all. Stacks that answer unlike the others are left out.
 */
export async function measure(
  stacks: readonly Stack[],
  asked: Case,
  answers: readonly Answers[],
  extent: Extent,
): Promise<Measured[]> {
  const all = stacks.map((stack, index) => ({
    stack,
    answers: answers[index] as Answers,
    rounds: [] as Round[],
  }));
  const measured = all.filter(({ answers: { unlike } }) => unlike === undefined);
  await warmUp(measured, asked, extent);
  const until = performance.now() + extent.seconds * 1000;
  for (let round = 0; round < extent.rounds; round += 1) {
    if (round > 0 && performance.now() > until) break;
    for (let turn = 0; turn < measured.length; turn += 1) {
      const one = measured[(round + turn) % measured.length] as (typeof measured)[number];
      const came = await measureRound(one.stack, asked, one.answers, extent);
      one.rounds.push(came);
    }
  }
  return all.map(({ stack, answers: { unlike }, rounds }) => ({
    ...{ stack: stack.name, case: asked.name, rounds },
    mostMebibytes: sum(stack.pids.map((pid) => memory(pid).most)),
    ...(unlike === undefined ? {} : { unlike }),
  }));
}

import { compareAnswers } from './answers.js';
import { startCaller } from './load.js';
import { measure } from './measure.js';
import type { Options } from './options.js';
import { type Row, rowOf } from './report.js';
import type { Program } from './program.js';
import { type Stack, Started, startPeer, startSubgraphs } from './stack.js';

/**
 * Measures stacks that run already: case by case, answers first; yields the figures of each case as they are there.
 * @param recorded how many answers the subgraphs computed so far, when they are recorded ones.
 */
export async function* measureStacks(
  stacks: readonly Stack[],
  { cases, rounds, requests, warmUp, callers, minutes }: Options,
  recorded: () => Promise<number> = () => Promise.resolve(0),
): AsyncGenerator<Row[]> {
  const caller = startCaller();
  try {
    for (const asked of cases) {
      const answers = await compareAnswers(stacks, asked);
      const seconds = (minutes * 60) / cases.length;
      const extent = {
        rounds,
        requests: requests ?? asked.requests,
        warmUp,
        callers,
        seconds,
        caller,
        recorded,
      };
      const measured = await measure(stacks, asked, answers, extent);
      yield measured.map((one) => rowOf(one, measured[0] as (typeof measured)[number]));
    }
  } finally {
    caller.stop();
  }
}

async function recordings(subgraphs: readonly Program[]): Promise<number> {
  const counts = await Promise.all(
    subgraphs.map(async ({ port }) => Number(await (await fetch(`http://127.0.0.1:${port}/`)).text())),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The gateways over the same four recorded subgraphs; the processor time and memory of the gateway alone. */
export async function* benchGateways(options: Options): AsyncGenerator<Row[]> {
  const started = new Started();
  try {
    const { supergraph, programs } = await startSubgraphs(started, 'recordedSubgraph');
    const stacks: Stack[] = [];
    for (const peer of options.peers) stacks.push(await startPeer(started, peer, supergraph));
    yield* measureStacks(stacks, options, () => recordings(programs));
  } finally {
    await started.stop();
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { stackEnvironment } from '../scenarios/configuration.js';
import { processorSeconds } from '../scenarios/cost.js';
import { load, type Load, percentile, post, type Target } from '../scenarios/load.js';
import { cases, grantedQuery, listQuery } from './cases.js';
import { scrape } from './scrape.js';
import { median } from '../median.js';

const callers = 8;
const rounds = 5;
const secondsPerRound = 2;

interface Measured {
  readonly name: string;
  readonly child: ChildProcess;
  readonly target: Target;
}

async function start(name: string): Promise<Measured> {
  const program = fileURLToPath(new URL('gateway.js', import.meta.url));
  const child = spawn(process.execPath, [program, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: stackEnvironment(),
  });
  const [first] = (await once(child.stdout as Readable, 'data')) as [Buffer];
  const { port, token } = JSON.parse(first.toString()) as { port: number; token: string };
  const target = {
    url: `http://127.0.0.1:${port}/graphql`,
    headers: { authorization: `Bearer ${token}` },
  };
  return { name, child, target };
}

interface Run {
  readonly done: Load;
  /** Processor time of one request, milliseconds. */
  readonly cpu: number;
}

async function turn({ child, target }: Measured, body: string, seconds: number): Promise<Run> {
  const before = processorSeconds(child.pid as number);
  const done = await load(target, body, { callers, seconds });
  return { done, cpu: ((processorSeconds(child.pid as number) - before) * 1000) / done.requests };
}

/** Each gateway in turn, round by round, so that a noisy machine is noisy for all. */
async function measure(gateways: readonly Measured[], query: string): Promise<void> {
  const body = JSON.stringify({ query });
  const runs = gateways.map(() => [] as Run[]);
  for (const one of gateways) {
    const answer = JSON.parse(await post(one.target, body)) as { data: { coalMines: { nodes: unknown[] } } };
    if (answer.data.coalMines.nodes.length !== 50) throw new Error(`${one.name} answers less.`);
  }
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, one] of gateways.entries()) {
      const run = await turn(one, body, round === 0 ? 3 : secondsPerRound);
      // The first round only warms up.
      if (round > 0) runs[index]?.push(run);
    }
  }
  const off = median((runs[0] as Run[]).map(({ cpu }) => cpu));
  for (const [index, { name }] of gateways.entries()) {
    const of = (value: (run: Run) => number) => median((runs[index] as Run[]).map(value));
    const cpu = of((run) => run.cpu);
    console.log(
      `${name.padEnd(34)} ${cpu.toFixed(3)} ms CPU  ${(cpu / off).toFixed(2)}×` +
        `  ${of(({ done }) => done.requests / done.seconds)
          .toFixed(0)
          .padStart(6)} requests/s` +
        `  p50 ${of(({ done }) => percentile(done, 0.5)).toFixed(1)} ms  p99 ${of(({ done }) => percentile(done, 0.99)).toFixed(1)} ms`,
    );
  }
}

async function compare(): Promise<void> {
  const gateways: Measured[] = [];
  try {
    for (const { name } of cases) gateways.push(await start(name));
    console.log(
      `gateway alone, 50 rows, ${callers} callers, medians of ${rounds} rounds of ${secondsPerRound} s`,
    );
    console.log('\nthe list, unconditional fields');
    await measure(gateways, listQuery);
    console.log('\nthe list with a field that takes a grant');
    await measure(gateways, grantedQuery);
  } finally {
    for (const { child } of gateways) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
}

/**
 * What the sharing rules cost: the gateway with the rules and with 0 to 1,000 grants beside the one without, on one list
 * query in one run; the aim is 1.15 times the processor time. Subgraphs answer from memory, so that it is the
 * gateway's own time. `npm run bench -- sharing scrape` pages through 10,000 mines of a whole house until the
 * quota ends it.
 */
export async function benchSharing([what]: readonly string[] = []): Promise<void> {
  await (what === 'scrape' ? scrape() : compare());
}

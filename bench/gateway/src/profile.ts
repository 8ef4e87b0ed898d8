import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureStacks } from './gateways.js';
import type { Options } from './options.js';
import type { Peer } from './peers.js';
import { programPath } from './program.js';
import { Started, startPeer, startSubgraphs } from './stack.js';

/** The part of V8's profile format that is read here. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** Microseconds of the monotonic clock, which all processes of a machine share. */
  readonly startTime: number;
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

const shown = 30;
const idle = new Set(['(idle)', '(program)', '(root)']);
const project = fileURLToPath(new URL('../../..', import.meta.url));

function placeOf({ url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  return path ? `${path.replace(project, '').replace(/^.*node_modules\//, '')}:${lineNumber + 1}` : 'native';
}

/** Functions by their own share of the time that the thread was busy, from a time in microseconds on. */
export function selfTimes(
  { nodes, startTime, samples, timeDeltas }: Profile,
  from: number,
): [string, number][] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map<string, number>();
  let busy = 0;
  let now = startTime;
  for (const [index, id] of samples.entries()) {
    const time = timeDeltas[index] ?? 0;
    now += time;
    const frame = frames.get(id);
    if (!frame || now < from || idle.has(frame.functionName)) continue;
    const name = `${frame.functionName || '(anonymous)'}  ${placeOf(frame)}`;
    busy += time;
    times.set(name, (times.get(name) ?? 0) + time);
  }
  return [...times].map(([name, time]): [string, number] => [name, time / busy]).sort((a, b) => b[1] - a[1]);
}

/** Profiles each case in a run of its own, and lists functions of the main thread from the first request on. */
export async function profile(peer: Peer, options: Options): Promise<string> {
  const lines: string[] = [];
  for (const asked of options.cases) {
    const folder = join(options.out, `${peer.name}-${asked.name}-${Date.now()}`);
    await mkdir(folder, { recursive: true });
    const started = new Started();
    let from = 0;
    try {
      const { supergraph } = await startSubgraphs(started, 'recordedSubgraph');
      const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--import', programPath('endOnSignal')];
      const stack = await startPeer(started, peer, supergraph, flags);
      from = Number(process.hrtime.bigint() / 1000n);
      // Run to the end; the figures of a profiled process mean nothing.
      for await (const _ of measureStacks([stack], { ...options, cases: [asked] }));
    } finally {
      await started.stop();
    }
    // The name ends in process id, thread id and a number: thread 0 is the main one.
    const main = (await readdir(folder)).find((name) => /\.0\.\d+\.cpuprofile$/.test(name));
    if (main === undefined) throw new Error(`${peer.name} left no profile in ${folder}.`);
    lines.push(`\n${asked.name}: ${join(folder, main)}`);
    const times = selfTimes(JSON.parse(await readFile(join(folder, main), 'utf8')) as Profile, from);
    for (const [name, share] of times.slice(0, shown)) {
      lines.push(`${(share * 100).toFixed(1).padStart(5)} %  ${name}`);
    }
  }
  return lines.join('\n');
}

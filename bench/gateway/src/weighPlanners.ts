import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { callersFolder } from './configuration.js';
import { hostile } from './weighing/hostile.js';
import { namedCases, type NamedCases } from './weighing/namedCases.js';
import { planners } from './weighing/planners.js';
import { planTimes } from './weighing/planTimes.js';
import { randomGraphs } from './weighing/randomGraphs.js';
import { steadiness } from './weighing/steadiness.js';

const usage = `npm --prefix bench/gateway run planner -- [options]
  --parts times,steadiness,hostile,cases,graphs
  --runs 40          random graphs
  --minutes 5        no random graph is begun later than that
  --seed N           of the random graphs; printed
  --json FILE        everything, with a failing operation and its subgraphs for each kind of failure`;

const print = (text: string) => process.stdout.write(`${text}\n`);
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

interface Extent {
  readonly runs: number;
  readonly seed: number;
  readonly minutes: number;
}

/** The parts, in the order in which they run; each prints what it found and returns it. */
const parts: Record<string, (extent: Extent) => Promise<unknown>> = {
  async times() {
    const times = await planTimes();
    print('planned anew, warm: fetches → requests of the engine, processor time');
    for (const { operation, apollo, hive, hiveItselfMilliseconds } of times) {
      const side = ({ fetches, requests, milliseconds }: typeof apollo) =>
        `${fetches} → ${requests}, ${ms(milliseconds)}`;
      const ratio = (apollo.milliseconds / hive.milliseconds).toFixed(1);
      print(
        `  ${operation}: apollo ${side(apollo)}; hive ${side(hive)} (itself ${ms(hiveItselfMilliseconds)}); ${ratio} times as fast`,
      );
    }
    return times;
  },
  async steadiness() {
    const results = await steadiness();
    print('different plans of one operation by planners made anew, and how often each');
    for (const { operation, apollo, hive } of results) {
      print(
        `  ${operation}: apollo ${apollo.length} (${apollo.join(', ')}); hive ${hive.length} (${hive.join(', ')})`,
      );
    }
    return results;
  },
  async hostile() {
    const results = await hostile();
    print('fragments that spread the next one twice, deadline 2 s');
    for (const one of results) {
      const blocked = `main thread blocked ${ms(one.blockedMilliseconds)} at most`;
      const after = `${ms(one.afterwardsMilliseconds)} of processor in the second after`;
      print(
        `  ${one.planner}, ${one.levels} levels, ${one.bytes} B: ${one.outcome} after ${ms(one.milliseconds)}; ${blocked}; ${after}`,
      );
    }
    return results;
  },
  async cases() {
    const results: ({ planner: string } & NamedCases)[] = [];
    for (const { name, source } of planners) {
      const result = { planner: name, ...(await namedCases(source)) };
      const others = new Set(results[0]?.held);
      results.push(result);
      const { held, failed } = result;
      print(`named cases with ${name}: ${held.length} hold, ${failed.length} do not`);
      for (const one of failed) print(`  ${one.name}\n    ${one.reason}`);
      if (others.size === 0) continue;
      for (const one of held)
        if (!others.has(one)) print(`  holds, but not with ${planners[0]?.name}: ${one}`);
    }
    return results;
  },
  async graphs({ runs, seed, minutes }) {
    print(`random graphs, seed ${seed}`);
    const results = await randomGraphs(runs, seed, minutes);
    for (const { planner, graphs, operations, right, wrong } of results) {
      print(`  ${planner}: ${right} of ${operations} operations right, in ${graphs} graphs`);
      for (const [kind, { times, graphs: some, operation }] of Object.entries(wrong)) {
        print(
          `    ${kind}: ${times} in ${some} graphs, such as ${operation.replaceAll(/\s+/g, ' ').slice(0, 200)}`,
        );
      }
    }
    return results;
  },
};

try {
  const { values } = parseArgs({
    options: {
      parts: { type: 'string', default: Object.keys(parts).join(',') },
      runs: { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 0x7fffffff)) },
      minutes: { type: 'string', default: '5' },
      json: { type: 'string' },
    },
  });
  const [runs, seed, minutes] = [Number(values.runs), Number(values.seed), Number(values.minutes)];
  if (!(Number.isSafeInteger(runs) && runs > 0 && Number.isSafeInteger(seed) && minutes > 0))
    throw new Error(usage);
  const found: Record<string, unknown> = { seed };
  for (const name of values.parts.split(',')) {
    const part = parts[name];
    if (part === undefined) throw new Error(usage);
    found[name] = await part({ runs, seed, minutes });
  }
  if (values.json !== undefined) {
    await writeFile(resolve(callersFolder(), values.json), JSON.stringify(found, null, 2));
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

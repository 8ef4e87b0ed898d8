import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { benchGateways } from './gateways.js';
import { type Options, readOptions } from './options.js';
import { common } from './peers.js';
import { profile } from './profile.js';
import { type Row, table } from './report.js';
import { benchSystem, systems } from './system.js';

const print = (text: string) => process.stdout.write(`${text}\n`);

function printSettings(options: Options): void {
  const { rounds, requests, warmUp, callers, minutes } = options;
  print(`${common}, ${availableParallelism()} cores`);
  print(
    `${callers} callers, ${warmUp} requests of each to warm up, ${rounds} rounds or as many as begin within ${minutes} minutes; median (min–max) of the rounds`,
  );
  for (const { name, about, requests: own } of options.cases) {
    print(`  ${name}: ${about}; ${requests ?? own} requests a round, variables all different`);
  }
  const stacks =
    options.what === 'system'
      ? systems
      : options.peers.map(({ name, title, settings }) => `${name}: ${title}; ${settings}`);
  print(`${stacks.map((line) => `  ${line}`).join('\n')}\n`);
}

// Leaving by exit ends the processes that were started; dying of a signal would not.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  const options = readOptions(process.argv.slice(2));
  if (options.profile) print(await profile(options.profile, options));
  else {
    printSettings(options);
    const rows: Row[] = [];
    for await (const some of (options.what === 'system' ? benchSystem : benchGateways)(options)) {
      print(`${table(some)}\n`);
      rows.push(...some);
    }
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(rows, null, 2));
    if (rows.some(({ unranked }) => unranked !== undefined)) process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

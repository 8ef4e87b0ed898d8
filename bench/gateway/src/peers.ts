import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { programPath } from './program.js';

/** A gateway to be measured, run by Node in a process of its own. */
export interface Peer {
  readonly name: string;
  /** What it is, with versions. */
  readonly title: string;
  /** What is set other than by default, and what its defaults imply. */
  readonly settings: string;
  args(supergraph: string, port: number): readonly string[];
}

const require = createRequire(import.meta.url);

/** Folder of an installed package; its entry may be deep inside and its package.json not exported. */
function folderOf(name: string): string {
  const paths = require.resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      readFileSync(join(path, name, 'package.json'));
      return join(path, name);
    } catch {
      // It is in a folder further up.
    }
  }
  throw new Error(`${name} is not installed: npm --prefix bench/gateway ci`);
}

function version(name: string): string {
  const { version: installed } = JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')) as {
    version: string;
  };
  return `${name.replace('@graphql-hive/', '')} ${installed}`;
}

const hive = (...flags: readonly string[]) => {
  const command = join(folderOf('@graphql-hive/gateway'), 'dist/bin.js');
  return (supergraph: string, port: number) => [
    ...[command, 'supergraph', supergraph, '--port', String(port), '--host', '127.0.0.1'],
    ...['--config-path', programPath('hive.config'), ...flags],
  ];
};

/** In the order of the tables; the first is what the others are compared with. */
export const peers: readonly Peer[] = [
  {
    name: 'stock',
    title: `${version('@apollo/server')}, ${version('@apollo/gateway')}`,
    settings: 'startStandaloneServer; caches, CSRF prevention and landing page by default; telemetry off',
    args: (supergraph, port) => [programPath('stockGateway'), supergraph, String(port)],
  },
  {
    name: 'hive',
    title: `Hive Gateway: ${version('@graphql-hive/gateway')}, executor in JavaScript`,
    settings: 'its own command, one worker, logging off, else defaults (no JIT)',
    args: hive(),
  },
  {
    name: 'hive-jit',
    title: `the same with its just-in-time compiler`,
    settings: 'the same with --jit',
    args: hive('--jit'),
  },
  {
    name: 'hive-rust',
    title: `Hive Gateway with ${version('@graphql-hive/router-runtime')}, ${version('@graphql-hive/router-query-planner')}`,
    settings: 'its own command with --hive-router-runtime, one worker, logging off, else defaults',
    args: hive('--hive-router-runtime'),
  },
  {
    name: 'ours',
    title: 'Huitong gateway of this tree',
    settings: 'open mode; limits, metrics and planning threads by default, on; logging and decision log off',
    args: (supergraph, port) => [programPath('ourGateway'), supergraph, String(port)],
  },
  {
    name: 'floor',
    title: 'no gateway: node:http and undici with the exchanges of ours, replayed',
    settings: 'what comes back is not read; its own answer is written from memory',
    args: (supergraph, port) => [programPath('floorGateway'), supergraph, String(port)],
  },
  {
    name: 'floor-json',
    title: 'the same, with JSON.parse of what comes back',
    settings: 'the same',
    args: (supergraph, port) => [programPath('floorGateway'), supergraph, String(port), 'json'],
  },
  {
    name: 'ours-hive-planner',
    title: `the same with ${version('@graphql-hive/router-query-planner')} in place of Apollo's planner`,
    settings: 'the same; a trial (docs/decisions/0011)',
    args: (supergraph, port) => [
      ...[programPath('ourGateway'), supergraph, String(port)],
      new URL('./hivePlanner/createPlanSource.js', import.meta.url).href,
    ],
  },
];

/** Our gateway built in another tree, an earlier commit of it say, with everything that it consists of. */
export function oursBefore(tree: string): Peer {
  return {
    name: 'before',
    title: `Huitong gateway of ${tree}`,
    settings: 'as ours',
    args: (supergraph, port) => [
      join(tree, 'bench/gateway/dist/programs/ourGateway.js'),
      supergraph,
      String(port),
    ],
  };
}

/** Settings that hold for every peer. */
export const common = `Node ${process.version}, NODE_ENV=production, one process each, loopback`;

import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Case, cases } from './cases.js';
import { callersFolder } from './configuration.js';
import { oursBefore, type Peer, peers } from './peers.js';

/** What is measured, and how much of it. */
export interface Options {
  readonly what: 'gateways' | 'system';
  readonly cases: readonly Case[];
  readonly peers: readonly Peer[];
  readonly rounds: number;
  /** Requests of a round; each case has its own number when it is absent. */
  readonly requests?: number;
  /** Requests of each stack and case before the first round. */
  readonly warmUp: number;
  readonly callers: number;
  /** Time for all cases together; a case whose share is used up begins no further round. */
  readonly minutes: number;
  /** File that takes all figures as JSON; relative to where npm was called. */
  readonly json?: string;
  /** Peer to profile in place of measuring. */
  readonly profile?: Peer;
  /** Folder for profiles. */
  readonly out: string;
}

export const usage = `npm --prefix bench/gateway run bench -- [system] [options]
  --cases deep,list,single     --peers ${peers.map(({ name }) => name).join(',')}
  --before DIR                 and our gateway as it is built in another tree
  --rounds 5                   counted rounds of each case
  --warm-up 1000               requests before the first round
  --requests N                 requests of a round (default: ${cases.map(({ name, requests }) => `${name} ${requests}`).join(', ')})
  --callers 16                 requests under way at one time
  --minutes 4                  no round begins later than that
  --json FILE                  all figures
  --profile PEER [--out DIR]   profile a peer in place of measuring`;

function named<T extends { readonly name: string }>(all: readonly T[], names: string | undefined): T[] {
  if (names === undefined) return [...all];
  return names.split(',').map((name) => {
    const found = all.find((one) => one.name === name);
    if (!found) throw new Error(`There is no ${name}; there are: ${all.map((one) => one.name).join(', ')}.`);
    return found;
  });
}

function count(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`--${option} takes a whole number above 0.`);
}

/** Peers that run unless others are named: with its just-in-time compiler Hive is a variant, asked for by name. */
const usual = 'stock,hive,hive-rust,ours';

/** Reads the command line. Throws Error that says what to write instead. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      cases: { type: 'string' },
      peers: { type: 'string', default: usual },
      before: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      requests: { type: 'string' },
      'warm-up': { type: 'string', default: '1000' },
      callers: { type: 'string', default: '16' },
      minutes: { type: 'string', default: '4' },
      json: { type: 'string' },
      profile: { type: 'string' },
      out: { type: 'string', default: join(tmpdir(), 'huitong-profiles') },
    },
  });
  const [what = 'gateways'] = positionals;
  if (positionals.length > 1 || (what !== 'gateways' && what !== 'system')) throw new Error(usage);
  const [profile] = values.profile === undefined ? [] : named(peers, values.profile);
  return {
    what,
    cases: named(cases, values.cases ?? (what === 'system' ? 'deep' : undefined)),
    peers: [
      ...named(peers, values.peers),
      ...(values.before === undefined ? [] : [oursBefore(resolve(callersFolder(), values.before))]),
    ],
    rounds: count('rounds', values.rounds),
    ...(values.requests === undefined ? {} : { requests: count('requests', values.requests) }),
    warmUp: count('warm-up', values['warm-up']),
    callers: count('callers', values.callers),
    minutes: count('minutes', values.minutes),
    ...(values.json === undefined ? {} : { json: resolve(callersFolder(), values.json) }),
    ...(profile ? { profile } : {}),
    out: resolve(callersFolder(), values.out),
  };
}

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDevelopmentIssuer } from '@huitong/cli';
import { ask, type Reply } from './ask.js';
import { launch, type Running } from './command.js';
import { madeOnce } from './madeOnce.js';
import { descendants } from './processes.js';

const execute = promisify(execFile);

export interface HouseOptions {
  /** Each subgraph a process of its own. */
  readonly processes?: boolean;
  /** Demo data; default true. */
  readonly sample?: boolean;
  /** A data folder; when absent one that was used once before, unless the flags are of a first start. */
  readonly data?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments of `huitong start`. */
  readonly args?: readonly string[];
}

/** A house that answers: the command line's own process, with all that it started. */
export interface House {
  /** Base address, without a slash at its end. */
  readonly url: string;
  readonly data: string;
  readonly pid: number;
  readonly running: Running;
  /** A token of the development issuer for a persona. */
  token(persona: string): Promise<string>;
  /** Asks the graph as a persona. */
  query(
    persona: string,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** Every process that descends from the house: PostgreSQL's and, with `processes`, the subgraphs'. */
  children(): number[];
  /** The file with what one process may know: its database and its key. */
  connectionFile(process: string): string;
  /** Address of a database of the house for its superuser. */
  superuserUrl(database: string): Promise<string>;
  /** Ends it in order and waits; the data folder stays. */
  stop(): Promise<{ readonly code: number | null }>;
  /** Ends it without warning and waits; what it started may live on. */
  kill9(): Promise<void>;
  /** Ends it in order if it still runs, and removes the data folder. */
  remove(): Promise<void>;
}

/** A new data folder below the system's temporary folder. */
export const newDataFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'huitong-e2e-'));

/**
 * A data folder of its own that was started and stopped once before, with or without demo data. A first start takes
 * four times as long as a second; what is particular to it is tested in lifecycle.test.ts.
 */
export async function usedDataFolder(sample = true): Promise<string> {
  const [original, copy] = await Promise.all([
    madeOnce(sample ? 'house' : 'bare-house', async (data) => {
      const house = await startHouse({ sample, data });
      await house.stop();
    }),
    newDataFolder(),
  ]);
  // With owners and modes: the server's files belong to another user where the tests run as root.
  await execute('cp', ['-a', `${original}/.`, copy]);
  return copy;
}

/** Flags for which no used folder will do. */
const ofFirstStarts = ['--postgres', '--sample-size'];
const dataFolderFor = ({ sample, args = [] }: HouseOptions): Promise<string> =>
  args.some((one) => ofFirstStarts.includes(one)) ? newDataFolder() : usedDataFolder(sample);

async function superuserUrl(data: string, database: string): Promise<string> {
  const [password, pidFile] = await Promise.all([
    readFile(join(data, 'postgres/superuser.password'), 'utf8'),
    readFile(join(data, 'postgres/pgdata/postmaster.pid'), 'utf8'),
  ]);
  const port = pidFile.split('\n')[3] as string;
  return `postgres://postgres:${encodeURIComponent(password.trim())}@127.0.0.1:${port}/${database}`;
}

/** Runs `huitong start` on a port of the system's choice, and waits until it says that it is ready. */
export async function startHouse(options: HouseOptions = {}): Promise<House> {
  const data = options.data ?? (await dataFolderFor(options));
  const running = launch(
    [
      ...['start', '--port', '0', '--data', data, '--log-level', 'warn', '--grace', '2'],
      // A loaded machine is slow, and only the tests of slowness are about that; the last flag wins.
      ...['--subgraph-timeout', '20', '--planning', 'deadline-ms=10000'],
      // A tenth of the demonstration says as much, and is there in a tenth of the time.
      ...['--sample-size', '0.1'],
      ...(options.processes ? ['--processes'] : []),
      ...(options.sample === false ? ['--no-sample'] : []),
      ...(options.args ?? []),
    ],
    options.env,
  );
  // The line to paste has a token of the development issuer, which there is not beside another one.
  const whole = options.args?.includes('--issuer')
    ? /graph +(http:\S+)\/graphql[^]*\/metrics\n/
    : /graph +(http:\S+)\/graphql[^]*\ncurl .*\n/;
  const [, url = ''] = await running.printed(whole).catch(async (error: unknown) => {
    if (!options.data) await rm(data, { recursive: true, force: true });
    throw error;
  });
  const tokens = new Map<string, Promise<string>>();
  const token = (persona: string) => {
    const made =
      tokens.get(persona) ??
      openDevelopmentIssuer({ production: false, data, audience: 'huitong' }).then((issuer) =>
        issuer.token(persona),
      );
    tokens.set(persona, made);
    return made;
  };
  const end = async (signal: NodeJS.Signals) => {
    running.child.kill(signal);
    return running.ended;
  };
  return {
    url,
    data,
    pid: running.pid,
    running,
    token,
    query: async (persona, query, variables, headers) =>
      ask(url, { token: await token(persona), body: { query, variables }, headers }),
    children: () => descendants(running.pid),
    connectionFile: (process) => join(data, 'connections', process, 'connection.json'),
    superuserUrl: (database) => superuserUrl(data, database),
    stop: () => end('SIGTERM'),
    kill9: async () => void (await end('SIGKILL')),
    async remove() {
      await end('SIGTERM');
      await rm(data, { recursive: true, force: true });
    },
  };
}

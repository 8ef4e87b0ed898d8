import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SubgraphName, subgraphNames } from './graph/subgraphs.js';
import { supergraphOf } from './graph/supergraph.js';
import type { Peer } from './peers.js';
import { type Program, programPath, startProgram } from './program.js';

/** A graph to be measured: all processes that count, and the address that takes requests. */
export interface Stack {
  readonly name: string;
  readonly pids: readonly number[];
  readonly url: string;
}

/** What was started, and how to end all of it, the last first. */
export class Started {
  readonly #ends: (() => Promise<unknown>)[] = [];

  async program(args: (port: number) => readonly string[]): Promise<Program> {
    const program = await startProgram(args);
    this.#ends.push(() => program.stop());
    return program;
  }

  /** A new folder for temporary files, which goes with the process. */
  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'huitong-bench-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  async stop(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }
}

const graphqlAt = (port: number, path = '/graphql') => `http://127.0.0.1:${port}${path}`;

/** Four subgraphs, each in a process of its own, and the file of the supergraph over them. */
export async function startSubgraphs(
  started: Started,
  program: 'recordedSubgraph' | 'apolloSubgraph',
): Promise<{ readonly supergraph: string; readonly programs: readonly Program[] }> {
  const programs = await Promise.all(
    subgraphNames.map((name) => started.program((port) => [programPath(program), name, String(port)])),
  );
  const urls = Object.fromEntries(
    // Apollo's standalone server answers at every path.
    subgraphNames.map((name, index) => [name, graphqlAt((programs[index] as Program).port)]),
  ) as Record<SubgraphName, string>;
  const supergraph = join(await started.folder(), 'supergraph.graphql');
  await writeFile(supergraph, supergraphOf(urls));
  return { supergraph, programs };
}

/** A gateway over subgraphs that run already; only the gateway's own process counts. */
export async function startPeer(
  started: Started,
  peer: Peer,
  supergraph: string,
  nodeFlags: readonly string[] = [],
): Promise<Stack> {
  const { pid, port } = await started.program((own) => [...nodeFlags, ...peer.args(supergraph, own)]);
  return { name: peer.name, pids: [pid], url: graphqlAt(port) };
}

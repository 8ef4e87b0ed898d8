import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDevelopmentIssuer, readConfiguration } from '@huitong/cli';
import { verifyDecisionLogs } from '@huitong/gateway';
import { parse } from 'graphql';
import { ask } from './harness/ask.js';
import { launch, type Running } from './harness/command.js';
import { newDataFolder } from './harness/house.js';
import { descendants, isRunning, until } from './harness/processes.js';

let folder: string;
let file: string;
let subgraph: Server;
let subgraphUrl: string;
const running: Running[] = [];

beforeAll(async () => {
  folder = await newDataFolder();
  await mkdir(folder, { recursive: true });
  file = join(folder, 'supergraph.graphql');
  subgraph = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"data":{"stated":"as the subgraph says"}}');
    });
  });
  await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
  subgraphUrl = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/`;
  await writeFile(file, supergraph('the first'));
});
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  await new Promise((resolve) => subgraph.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

function supergraph(description: string): string {
  const typeDefs = parse(`"${description}" type Query { stated: String }`);
  const { supergraphSdl } = composeServices([{ name: 'only', typeDefs, url: subgraphUrl }]);
  if (!supergraphSdl) throw new Error('The subgraph does not compose.');
  return supergraphSdl;
}

/** Starts a gateway of two workers; its own children are the workers. */
async function start(args: readonly string[]) {
  const gateway = launch(['gateway', '--port', '0', '--workers', '2', ...args]);
  running.push(gateway);
  const [, url = ''] = await gateway.printed(/listens on (http:\S+)\/graphql/);
  return { gateway, url, workers: () => descendants(gateway.pid) };
}

/** Asks on and on, each time over a connection of its own, so that every worker is met. */
function load(url: string) {
  let on = true;
  const answers = new Map<string, number>();
  const work = async () => {
    while (on) {
      const answer = await ask(url, {
        headers: { connection: 'close' },
        body: { query: '{ stated __type(name: "Query") { description } }' },
      }).then(
        ({ body }) =>
          body.errors ? 'failed' : (body.data as { __type: { description: string } }).__type.description,
        () => 'refused',
      );
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  };
  const all = Promise.all([work(), work()]);
  return {
    answers,
    async stop() {
      on = false;
      await all;
      return [...answers.keys()].sort();
    },
  };
}

describe('a gateway of two workers', () => {
  it('adds up, swaps in all or in none, replaces a dead worker and stops in order', async () => {
    const { gateway, url, workers } = await start(['--open', '--supergraph', file]);
    const born = workers();
    expect(born).toHaveLength(2);

    const asked = load(url);
    try {
      await until('both have answered', () => (asked.answers.get('the first') ?? 0) > 20);
      await writeFile(file, 'type Query {');
      process.kill(gateway.pid, 'SIGHUP');
      await until('the broken one is refused', () => gateway.errors().includes('was not swapped'));
      await writeFile(file, supergraph('the second'));
      process.kill(gateway.pid, 'SIGHUP');
      await until('the second is in use', () => (asked.answers.get('the second') ?? 0) > 20);
    } finally {
      expect(await asked.stop()).toEqual(['the first', 'the second']);
    }
    // In use everywhere: no worker answers by the old one any more.
    const after = load(url);
    await until('enough was asked', () => (after.answers.get('the second') ?? 0) > 20);
    expect(await after.stop()).toEqual(['the second']);

    const metrics = async () => (await fetch(`${url}/metrics`)).text();
    const okIn = (page: string) => Number(/huitong_requests_total\{outcome="ok"\} (\d+)/.exec(page)?.[1]);
    const page = await metrics();
    const counted = okIn(page);
    const answered = [...asked.answers.values(), ...after.answers.values()].reduce(
      (sum, one) => sum + one,
      0,
    );
    expect(counted).toBe(answered);
    expect(page).toMatch(/huitong_supergraph_swaps_total\{result="done"\} 2\n/);

    const [victim = 0] = workers();
    process.kill(victim, 'SIGKILL');
    await until('another worker is there', () => workers().length === 2 && !workers().includes(victim));
    const again = load(url);
    await until('all answer by the one in use', () => (again.answers.get('the second') ?? 0) > 20);
    // Until it is there the other one answers.
    expect(await again.stop()).toEqual(['the second']);
    // What the dead one had counted is still there.
    expect(okIn(await metrics())).toBe(counted + (again.answers.get('the second') ?? 0));

    const last = workers();
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended).toMatchObject({ code: 0 });
    expect(last.filter(isRunning)).toEqual([]);
  }, 600_000);

  it('says why it does not start, as one process does', async () => {
    const broken = join(folder, 'broken.graphql');
    await writeFile(broken, 'type Query {');
    const refused = launch(['gateway', '--port', '0', '--workers', '2', '--open', '--supergraph', broken]);
    expect(await refused.ended).toMatchObject({ code: 1 });
    expect(refused.errors()).toContain('SUPERGRAPH_INVALID');
  });

  it('keeps a record of decisions for each worker, and each is a whole chain', async () => {
    const data = join(folder, 'data');
    const connection = join(folder, 'connection.json');
    const names = ['commons', 'mines', 'hazmat', 'fire', 'emergency', 'sharing'];
    const envelopeKeys = Object.fromEntries(
      names.map((name) => [name, Buffer.alloc(32, name).toString('base64')]),
    );
    await writeFile(connection, JSON.stringify({ envelopeKeys }), { mode: 0o600 });
    const { gateway, url } = await start([
      ...['--data', data, '--connection', connection],
      ...['--subgraphs', names.map((name) => `${name}=${subgraphUrl}`).join(',')],
    ]);
    const issuer = await openDevelopmentIssuer(readConfiguration({ data }, {}));
    const token = await issuer.token('duty-officer');
    for (let index = 0; index < 12; index += 1) {
      const { status } = await ask(url, {
        token,
        headers: { connection: 'close' },
        body: { query: '{ __typename }' },
      });
      expect(status).toBe(200);
    }
    gateway.child.kill('SIGTERM');
    await gateway.ended;
    const chains = await verifyDecisionLogs(join(data, 'records'));
    expect(chains.map(({ folder: where, problem }) => [where, problem])).toEqual([
      ['', null],
      ['worker-1', null],
      ['worker-2', null],
    ]);
    const [, first, second] = chains;
    // A decision and an outcome for each.
    expect((first?.records ?? 0) + (second?.records ?? 0)).toBe(24);
    expect(Math.min(first?.records ?? 0, second?.records ?? 0)).toBeGreaterThan(0);
  }, 600_000);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type House, newDataFolder, startHouse } from './harness/house.js';
import { until } from './harness/processes.js';

const committed = fileURLToPath(new URL('../../../gateway/supergraph.graphql', import.meta.url));
const described = '煤矿 Coal mine (DOMAIN §2.3)';

let folder: string;
let file: string;
let supergraph: string;
let house: House;
beforeAll(async () => {
  folder = await newDataFolder();
  file = join(folder, 'supergraph.graphql');
  supergraph = await readFile(committed, 'utf8');
  await writeFile(file, supergraph);
  // A loaded machine is no reason for a department to be late: what is looked at is the swap.
  house = await startHouse({ sample: false, args: ['--supergraph', file, '--subgraph-timeout', '30'] });
}, 600_000);
afterAll(async () => {
  await house?.remove();
  await rm(folder, { recursive: true, force: true });
});

const swaps = async (result: string) => {
  const page = await (await fetch(`${house.url}/metrics`)).text();
  return Number(
    new RegExp(`huitong_supergraph_swaps_total\\{result="${result}"\\} (\\d+)`).exec(page)?.[1] ?? 0,
  );
};
const description = async () => {
  const { body } = await house.query('duty-officer', '{ __type(name: "CoalMine") { description } }');
  return (body.data as { __type: { description: string } }).__type.description;
};

/** Asks without a pause from several connections until told to stop; returns what went wrong and how much was asked. */
function askOnAndOn() {
  let on = true;
  let asked = 0;
  const wrong: string[] = [];
  const questions = [
    '{ coalMines(first: 1) { totalCount nodes { name enterprise { name } } } shelters(first: 1) { totalCount } }',
    '{ division(code: "140581") { name parent { name } shelters(first: 1) { totalCount } } }',
  ];
  const work = async () => {
    while (on) {
      const { status, body } = await house.query('duty-officer', questions[asked++ % 2] as string);
      if (status !== 200 || body.errors || !body.data) wrong.push(`${status} ${JSON.stringify(body.errors)}`);
    }
  };
  const running = Promise.all(Array.from({ length: 4 }, work)).catch((error: unknown) => {
    wrong.push(String(error));
  });
  return {
    asked: () => asked,
    async stop() {
      on = false;
      await running;
      return wrong;
    },
  };
}

async function bringIn(text: string, result: 'done' | 'refused'): Promise<void> {
  const before = await swaps(result);
  await writeFile(file, text);
  process.kill(house.pid, 'SIGHUP');
  // It is read beside the load, which takes what it can get of the processor.
  await until(`a supergraph is ${result}`, async () => (await swaps(result)) === before + 1);
}

describe('a supergraph is swapped under load (SIGHUP)', () => {
  it('new requests are answered by the new one, a broken one is refused, and no request fails', async () => {
    expect(await description()).toBe(described);
    const load = askOnAndOn();
    try {
      await until('requests are under way', () => load.asked() > 20);

      await bringIn(supergraph.replace(described, '煤矿 as it is called now'), 'done');
      expect(await description()).toBe('煤矿 as it is called now');

      for (const broken of ['type Query {', 'type Query { a: Int }', '']) {
        await bringIn(broken, 'refused');
        expect(await description()).toBe('煤矿 as it is called now');
      }
      expect(house.running.errors()).toMatch(/SUPERGRAPH_INVALID|The supergraph cannot be used/);

      await bringIn(supergraph, 'done');
      expect(await description()).toBe(described);
      const asked = load.asked();
      await until('requests go on', () => load.asked() > asked + 20);
    } finally {
      expect(await load.stop()).toEqual([]);
    }
    expect(load.asked()).toBeGreaterThan(50);
  }, 600_000);
});

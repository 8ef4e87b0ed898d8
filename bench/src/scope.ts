import { withPlainClient, poolOptions, runAs, scopeStatement, scopeValues, ScopedPool } from '@huitong/kit';
import { mines } from '@huitong/mines';
import { caller, openTestSubgraph } from '@huitong/kit/testing';
import { median } from './median.js';

const connections = 8;
const rounds = 5;
const secondsPerRound = 2;

const duty = caller('EMERGENCY', '140581');
const text = 'select name from coal_mine where id = $1';

/** A loop of one connection: runs `turn` until the round is over and returns how often it ran. */
async function loop(until: number, turn: () => Promise<unknown>): Promise<number> {
  let done = 0;
  while (performance.now() < until) {
    await turn();
    done += 1;
  }
  return done;
}

/** One round of as many loops as there are connections; returns turns per second. */
async function round(start: (until: number) => Promise<number>): Promise<number> {
  const until = performance.now() + secondsPerRound * 1000;
  const done = await Promise.all(Array.from({ length: connections }, () => start(until)));
  return done.reduce((sum, one) => sum + one, 0) / secondsPerRound;
}

/**
 * Point reads under row security: scope and statement in one round trip, beside the usual BEGIN, set_config, query,
 * COMMIT, each awaited. Rounds alternate, so that a noisy machine is noisy for both.
 */
export async function benchScope(): Promise<void> {
  const subgraph = await openTestSubgraph(mines, { sample: true });
  const scoped = new ScopedPool({ ...poolOptions({ connections }), connectionString: subgraph.appUrl });
  try {
    const id = await withPlainClient(subgraph.superuserUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>('select id from coal_mine limit 1');
      return (rows[0] as { id: string }).id;
    });
    const one = (until: number) =>
      loop(until, () => runAs(duty, () => scoped.query({ name: 'bench', text, values: [id] })));
    const four = (until: number) =>
      withPlainClient(subgraph.appUrl, (client) =>
        loop(until, async () => {
          await client.query('begin');
          await client.query({ name: 'scope', text: scopeStatement, values: scopeValues(duty) });
          await client.query({ name: 'bench', text, values: [id] });
          await client.query('commit');
        }),
      );
    const rates = { one: [] as number[], four: [] as number[] };
    for (let turn = 0; turn < rounds; turn += 1) {
      rates.one.push(await round(one));
      rates.four.push(await round(four));
    }
    const [oneTrip, fourTrips] = [median(rates.one), median(rates.four)];
    console.log(`one round trip    ${Math.round(oneTrip)} reads/s`);
    console.log(`four round trips  ${Math.round(fourTrips)} reads/s`);
    console.log(`ratio             ${(oneTrip / fourTrips).toFixed(2)}`);
  } finally {
    await scoped.end();
    await subgraph.close();
  }
}

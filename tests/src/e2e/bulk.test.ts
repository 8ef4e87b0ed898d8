import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Reply } from './harness/ask.js';
import { type House, startHouse } from './harness/house.js';

// DOMAIN §5, cross-scenario: somebody pages through all mines of a city. With 10,000 of them: npm run bench -- sharing.
const rowsPerHour = 30;
let house: House;
beforeAll(async () => {
  house = await startHouse({
    args: ['--quotas', `rows-per-hour=${rowsPerHour}`, '--limits', 'batch=5'],
  });
}, 600_000);
afterAll(() => house?.remove());

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const page = 'nodes { id name } pageInfo { hasNextPage endCursor }';
const codeOf = ({ body }: Reply) => body.errors?.[0]?.extensions.code;
const isCutOff = (reply: Reply) => reply.status === 429 && codeOf(reply) === 'QUOTA_EXCEEDED';

/** Pages until refused or at the end; what was refused last, null at the end, and the rows that came. */
async function scrape(persona: string, first: number): Promise<{ refused: Reply | null; rows: number }> {
  let after: string | null = null;
  for (let rows = 0; ;) {
    const reply: Reply = await house.query(
      persona,
      `query ($first: Int, $after: String) { coalMines(first: $first, after: $after) { ${page} } }`,
      { first, after },
    );
    if (reply.status !== 200) return { refused: reply, rows };
    const mines = reply.body.data?.['coalMines'] as Page;
    rows += mines.nodes.length;
    if (!mines.pageInfo.hasNextPage) return { refused: null, rows };
    after = mines.pageInfo.endCursor;
  }
}

describe('paging through the rows of other departments', () => {
  it('ends at the quota, with the time to wait, and stays refused whatever is asked', async () => {
    const { refused, rows } = await scrape('water-bureau', 7);
    expect([rows, refused && isCutOff(refused)]).toEqual([35, true]);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused?.headers.get('retry-after'))).toBeLessThanOrEqual(3600);
    const other = await house.query('water-bureau', '{ majorHazards(first: 1) { nodes { id } } }');
    expect(isCutOff(other)).toBe(true);
  });

  it('by aliases counts each list', async () => {
    const many = `{ ${['a', 'b', 'c', 'd'].map((key) => `${key}: coalMines(first: 8) { nodes { id } }`).join(' ')} }`;
    expect((await house.query('fire-planner', many)).status).toBe(200);
    expect(isCutOff(await house.query('fire-planner', '{ coalMines(first: 1) { nodes { id } } }'))).toBe(
      true,
    );
  });

  it('by a batch counts each operation', async () => {
    const token = await house.token('civil-relief');
    const body = ['a', 'b', 'c', 'd'].map(() => ({ query: '{ coalMines(first: 8) { nodes { id } } }' }));
    expect((await ask(house.url, { token, body })).status).toBe(200);
    expect(isCutOff(await house.query('civil-relief', '{ coalMines(first: 1) { nodes { id } } }'))).toBe(
      true,
    );
  });

  it('does not stop another caller, nor one who reads its own rows', async () => {
    expect((await house.query('ecology-bureau', '{ coalMines(first: 1) { nodes { id } } }')).status).toBe(
      200,
    );
    const { refused, rows } = await scrape('mine-regulator', 25);
    expect(refused).toBeNull();
    expect(rows).toBeGreaterThan(rowsPerHour);
  });
});

import { growTables } from '@huitong/kit/testing';
import type { Target } from '../scenarios/load.js';
import { startHouse } from '../scenarios/stacks.js';

const mines = 10_000;
const rowsPerHour = 5000;
const pageSize = 500;

interface Page {
  readonly data?: {
    readonly coalMines: {
      readonly nodes: readonly unknown[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Pages through all mines; what came of it. */
async function pageThrough({ url, headers }: Target) {
  const query = `query ($after: String) { coalMines(first: ${pageSize}, after: $after) {
    nodes { id name location { lat lon } } pageInfo { hasNextPage endCursor } } }`;
  let [rows, after, requests] = [0, null as string | null, 0];
  const begun = performance.now();
  for (;;) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { after } }),
    });
    const { data, errors } = (await response.json()) as Page;
    requests += 1;
    const page = data?.coalMines;
    rows += page?.nodes.length ?? 0;
    after = page?.pageInfo.endCursor ?? null;
    if (!page?.pageInfo.hasNextPage) {
      const outcome = errors?.[0]?.extensions.code ?? 'the end of the list';
      const wait = response.headers.get('retry-after');
      return { rows, requests, outcome, wait, seconds: (performance.now() - begun) / 1000 };
    }
  }
}

/**
 * DOMAIN §5, cross-scenario: somebody copies the 10,000 mines of other departments page by page. The quota ends it; the
 * department whose mines they are reads them all.
 */
export async function scrape(): Promise<void> {
  const house = await startHouse(false, ['--quotas', `requests-per-minute=0,rows-per-hour=${rowsPerHour}`]);
  try {
    const url = new URL(house.administrator);
    url.pathname = '/huitong_mines';
    await growTables(url.href, ['coal_mine'], () => mines);
    for (const persona of ['water-bureau', 'mine-regulator']) {
      const { rows, requests, outcome, wait, seconds } = await pageThrough(await house.target(persona));
      console.log(
        `${persona.padEnd(16)} ${rows} rows in ${requests} requests, ${seconds.toFixed(1)} s; ended by ${outcome}` +
          (wait ? `, again in ${wait} s` : ''),
      );
    }
  } finally {
    await house.stop();
  }
}

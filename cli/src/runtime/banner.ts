import type { Configuration } from '../configuration.js';
import { openDevelopmentIssuer } from '../identity/developmentIssuer.js';

/** The first query: what stands within five kilometres of 高平, and whose it is. */
export const firstQuery =
  '{ coalMines(near: {point: {lat: 35.798, lon: 112.924}, withinKm: 5}, first: 2)' +
  ' { edges { distanceMetres node { name approvedCapacityWanTonnesPerYear' +
  ' rescueTeamsNearby(first: 1) { edges { distanceMetres node { name } } } } } } }';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What `start` prints once the graph answers: where to look, and a line to paste. */
export async function banner(
  { host, port }: Address,
  configuration: Configuration,
  server: string,
): Promise<string> {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const base = `http://${shown}:${port}`;
  const lines = [
    '',
    `会同 Huitong is ready (${server})`,
    '',
    `  graph     ${base}/graphql`,
    `  explorer  ${base}/explorer`,
    `  state     ${base}/health  ${base}/ready  ${base}/metrics`,
  ];
  if (!configuration.production && !configuration.issuer) {
    const token = await (await openDevelopmentIssuer(configuration)).token('duty-officer');
    const data = configuration.data === 'data' ? '' : ` --data ${configuration.data}`;
    lines.push(
      '',
      '  A token for the duty officer of 高平 (12 hours; others: npx --no-install huitong token --as <persona>' +
        `${data}), and a first question:`,
      '',
      `curl -s ${base}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' -d '${JSON.stringify({ query: firstQuery })}'`,
    );
  }
  return `${lines.join('\n')}\n`;
}

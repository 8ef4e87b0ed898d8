import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { auditSignerOf, openDevelopmentIssuer } from '@huitong/cli';
import { commons } from '@huitong/commons';
import { emergency } from '@huitong/emergency';
import { localTransport } from '@huitong/engine';
import { fire } from '@huitong/fire';
import { createGateway, type FetchContext, type Gateway, openFileDecisionLog } from '@huitong/gateway';
import { hazmat } from '@huitong/hazmat';
import { openSubgraph, type SubgraphDefinition, type SubgraphService } from '@huitong/kit';
import { mines } from '@huitong/mines';
import { sharing } from '@huitong/sharing';
import { type Answer, ask } from './harness/ask.js';
import { type House, startHouse } from './harness/house.js';

const log = pino({ level: 'silent' });
const definitions = [commons, mines, hazmat, fire, emergency, sharing] as readonly SubgraphDefinition[];

let house: House;
let gateway: Gateway;
let url: string;
let services: SubgraphService[];
/** SQL statements by subgraph since the last question. */
const statements = new Map<string, number>();

/** A second gateway over the house's own databases, whose subgraphs stand open here: each says what it counted. */
async function openCounting(): Promise<void> {
  services = [];
  // One after another: six schemas built at once hold the event loop longer than a connection waits.
  for (const definition of definitions) {
    const connection = await readFile(house.connectionFile(definition.name), 'utf8');
    const { databaseUrl } = JSON.parse(connection) as { databaseUrl: string };
    services.push(await openSubgraph(definition, { databaseUrl, log }));
  }
  const issuer = await openDevelopmentIssuer({ production: false, data: house.data, audience: 'huitong' });
  const supergraph = new URL('../../../gateway/supergraph.graphql', import.meta.url);
  gateway = await createGateway({
    supergraph: await readFile(supergraph, 'utf8'),
    transports: new Map(
      services.map((service) => {
        const { name } = service.definition;
        const transport = localTransport<FetchContext>(
          async (request, { context }) => {
            const answer = await service.execute(
              request,
              context.caller as NonNullable<typeof context.caller>,
            );
            const counts = answer.extensions?.['counts'] as { statements: number };
            statements.set(name, (statements.get(name) ?? 0) + counts.statements);
            return answer;
          },
          { timeoutMs: 20_000 },
        );
        return [name, transport];
      }),
    ),
    limits: { deadlineMs: 40_000 },
    planning: { deadlineMs: 10_000 },
    identity: {
      mode: 'jwt',
      issuer: issuer.issuer,
      audience: 'huitong',
      keys: { jwks: issuer.jwks as never },
    },
    sharing: true,
    production: false,
    pages: null,
    departments: definitions,
    decisionLog: await openFileDecisionLog({
      directory: join(house.data, 'counted'),
      logger: log,
      signer: await auditSignerOf({ production: false, data: house.data, auditKey: undefined }),
    }),
    logger: log,
  });
  url = `http://127.0.0.1:${(await gateway.listen({ host: '127.0.0.1', port: 0 })).port}`;
}

beforeAll(async () => {
  house = await startHouse();
  await openCounting();
}, 600_000);
afterAll(async () => {
  await gateway?.close({ graceMs: 1000 });
  await Promise.all((services ?? []).map((service) => service.close()));
  await house?.remove();
});

interface Count {
  readonly rows: number;
  readonly bySubgraph: Record<string, number>;
}

async function count(query: string, first: number): Promise<Count> {
  statements.clear();
  const token = await house.token('duty-officer');
  const { body } = await ask(url, { token, body: { query, variables: { first } } });
  expect((body.errors ?? []).map((error) => error.extensions.code)).toEqual([]);
  const [list] = Object.values(body.data as NonNullable<Answer['data']>) as { nodes: unknown[] }[];
  return { rows: list?.nodes.length ?? 0, bySubgraph: Object.fromEntries(statements) };
}

const questions: readonly [string, string, readonly string[]][] = [
  [
    'enterprises with all that the sectors know of them, and what stands around that',
    `query ($first: Int!) { enterprises(first: $first) { nodes {
      name
      supervisors { role department { name } }
      division { name parent { name } }
      ownerDepartment { name parent { name } }
      majorHazards(first: 2) { nodes { name level units(first: 2) { nodes { name } } fireBrigadesNearby(first: 1) { nodes { name } } } }
      coalMines(first: 2) { nodes { name waterSourcesNearby(first: 1) { nodes { name } } rescueTeamsNearby(first: 1) { nodes { name } } } }
      fireUnits(first: 2) { nodes { name } }
      rescueTeams(first: 2) { nodes { name } }
    } } }`,
    ['commons', 'emergency', 'fire', 'hazmat', 'mines'],
  ],
  [
    'fire units with the nearest water, and the nearest brigades with their vehicles',
    `query ($first: Int!) { fireUnits(first: $first) { nodes {
      name
      division { name }
      ownerDepartment { name }
      waterSourcesNearby(first: 2) { nodes { name division { name } } }
      fireBrigadesNearby(first: 1) { nodes { name vehicles { designation brigade { name } } } }
    } } }`,
    ['commons', 'fire'],
  ],
  [
    'fire units with the enterprises that may be their own',
    `query ($first: Int!) { fireUnits(first: $first) { nodes {
      name
      rejectedEnterpriseUsccs
      enterpriseCandidates(first: 2) { score enterprise { name } reasons { kind text } }
    } } }`,
    ['commons', 'fire'],
  ],
  [
    'shelters with their division, what lies below it and its own shelters',
    `query ($first: Int!) { shelters(first: $first) { nodes {
      name
      ownerDepartment { name division { name } }
      division { name parent { name } children(first: 2) { nodes { name } } shelters(first: 2) { nodes { name } } }
    } } }`,
    ['commons', 'emergency'],
  ],
];

describe('SQL statements of one question', () => {
  it.each(questions)('are as many for 200 rows as for 60: %s', async (_, query, asked) => {
    const few = await count(query, 60);
    const many = await count(query, 200);
    expect([few.rows, many.rows]).toEqual([60, 200]);
    expect(Object.keys(many.bySubgraph).sort()).toEqual(asked);
    expect(many.bySubgraph).toEqual(few.bySubgraph);
  });

  it('are as many for all mines as for 10: hazards, water, brigades and teams near each, and their dangers', async () => {
    const query = `query ($first: Int!) { coalMines(first: $first) { nodes { name enterprise { name } ownerDepartment { name }
      majorHazardsNearby(withinKm: 20, first: 2) { nodes { name enterprise { name } } } waterSourcesNearby(first: 2) { nodes { name } }
      fireBrigadesNearby(first: 1) { nodes { name } } rescueTeamsNearby(first: 3) { nodes { name division { name } } } } } }`;
    const few = await count(query, 10);
    const many = await count(query, 200);
    expect(few.rows).toBe(10);
    expect(many.rows).toBeGreaterThan(60);
    expect(Object.keys(many.bySubgraph).sort()).toEqual(['commons', 'emergency', 'fire', 'hazmat', 'mines']);
    expect(many.bySubgraph).toEqual(few.bySubgraph);
  });
});

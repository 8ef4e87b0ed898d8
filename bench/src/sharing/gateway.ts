import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createGateway,
  type GatewayOptions,
  localTransport,
  openAuditLog,
  openDevelopmentIssuer,
  readConfiguration,
} from '@huitong/cli';
import { demoUscc } from '@huitong/kit';
import { type Case, cases } from './cases.js';

// One measured gateway in a process of its own: node gateway.js CASE. Its subgraphs answer from memory.

const silent = () => undefined;
const log = {
  ...{
    trace: silent,
    debug: silent,
    info: silent,
    warn: console.error,
    error: console.error,
    fatal: console.error,
  },
};
const day = 86_400_000;

/** Grants of single fields, as a city's would be: a few coordinates each, in one county. */
function grantsOf({ grants, held }: Case) {
  const holder = demoUscc('TOWNSHIP', '141122103');
  const counties = ['140581', '140525', '140522', '140524', '140521', '140502'];
  return Array.from({ length: grants }, (_, index) => ({
    id: `G-${index}`,
    department: index < held ? holder : `1114050${String(index).padStart(7, '0')}AAAA`,
    purpose: 'SUPERVISION',
    coordinates: ['CoalMine.undergroundNow', 'MajorHazard.r', 'FireVehicle.status'],
    divisions: [counties[index % counties.length]],
    unmask: false,
    incident: null,
    startsAt: new Date(Date.now() - day).toISOString(),
    expiresAt: new Date(Date.now() + day).toISOString(),
    ratePerMinute: null,
    rowsPerDay: null,
  }));
}

const rows = Array.from({ length: 50 }, (_, index) => ({
  __typename: 'CoalMine',
  id: `0b5c2f6e-0000-4000-8000-${String(index).padStart(12, '0')}`,
  name: `高平第${index}煤矿`,
  status: 'PRODUCING',
  location: { lat: 35.7 + index / 1000, lon: 112.9 + index / 1000 },
  approvedCapacityWanTonnesPerYear: 120,
  depthMaxMetres: 612.5,
  gasGrade: 'HIGH',
  undergroundMax: 180,
  undergroundNow: 95,
  updatedAt: '2026-05-01T03:00:00.000Z',
}));
const page = (withNow: boolean) => ({
  coalMines: {
    nodes: withNow ? rows : rows.map(({ undergroundNow: _, ...row }) => row),
    pageInfo: { hasNextPage: true, endCursor: 'cursor' },
  },
});
const answers = { plain: page(false), granted: page(true) };

type Way = GatewayOptions['transports'] extends infer All
  ? All extends ReadonlyMap<string, infer One>
    ? One
    : never
  : never;

function mines(): Way {
  return localTransport(
    (
      { query }: { query: string },
      { context }: { context: { caller: { grants: readonly { id: string }[] } | null } },
    ) => {
      const withNow = query.includes('undergroundNow');
      const used = withNow ? context.caller?.grants[0] : undefined;
      const grants = used ? { grants: { [used.id]: { rows: 50, values: 50, unmasked: 0 } } } : {};
      return Promise.resolve({
        data: withNow ? answers.granted : answers.plain,
        extensions: { counts: { statements: 1, masked: 0, unmasked: 0, listed: 50 }, ...grants },
      });
    },
  ) as unknown as Way;
}

function governing(one: Case): Way {
  const noMore = { revocations: [], disputed: [], emergencyRules: [], emergencyAccesses: [] };
  const feed = { revision: 'r1', grants: grantsOf(one), ...noMore };
  return localTransport(
    ({ query, variables }: { query: string; variables: Readonly<Record<string, unknown>> }) =>
      Promise.resolve({
        data: query.includes('recordSharingUsage')
          ? { recordSharingUsage: 1 }
          : { sharingPolicy: variables['since'] === feed.revision ? null : feed },
      }),
  ) as unknown as Way;
}

const names = ['commons', 'hazmat', 'fire', 'emergency'];
const nothing = () => localTransport(() => Promise.resolve({ data: null })) as unknown as Way;

async function main(one: Case): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'huitong-bench-sharing-'));
  const issuer = await openDevelopmentIssuer({ production: false, data, audience: 'huitong' });
  const supergraph = join(
    createRequire(import.meta.url).resolve('@huitong/gateway'),
    '../../supergraph.graphql',
  );
  const gateway = await createGateway({
    supergraph: readFileSync(supergraph, 'utf8'),
    transports: new Map<string, Way>([
      ['mines', mines()],
      ['sharing', governing(one)],
      ...names.map((name): [string, Way] => [name, nothing()]),
    ]),
    identity: {
      mode: 'jwt',
      issuer: issuer.issuer,
      audience: 'huitong',
      keys: { jwks: issuer.jwks as never },
    },
    sharing: one.sharing,
    ...(one.sharing
      ? { policy: { subgraph: 'sharing', directory: null, quotas: { requestsPerMinute: 0, rowsPerHour: 0 } } }
      : {}),
    production: true,
    pages: null,
    departments: [],
    decisionLog: await openAuditLog(readConfiguration({ data }, {}), {
      directory: join(data, 'records'),
      name: 'gateway',
      log,
    }),
    logger: log as never,
  });
  const { port } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${JSON.stringify({ port, token: await issuer.token('township-officer') })}\n`);
  process.once('SIGTERM', () => {
    void gateway.close({ graceMs: 1000 }).then(() => rm(data, { recursive: true, force: true }));
  });
}

const chosen = cases.find(({ name }) => name === process.argv[2]);
if (!chosen) throw new Error(`There is no case ${process.argv[2]}.`);
await main(chosen);

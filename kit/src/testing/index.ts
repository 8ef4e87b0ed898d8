import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Caller, type DepartmentLine, trustCaller, type VerifiedCaller } from '@huitong/contract';
import { withPlainClient } from '../database/pools.js';
import { migrate } from '../database/migrations.js';
import { bootstrapDatabases } from '../postgres/bootstrap.js';
import { startEmbeddedPostgres } from '../postgres/launcher.js';
import { demoLine, demoUscc } from '../sample/departments.js';
import { seedSample } from '../sample/seed.js';
import type { SubgraphDefinition } from '../subgraph/define.js';
import { openSubgraph, type SubgraphAnswer, type SubgraphService } from '../subgraph/service.js';
import { testServerUrl } from './configuration.js';

/** A PostgreSQL for tests: the one the test run shares, or one of its own. */
export interface TestPostgres {
  readonly adminUrl: string;
  close(): Promise<void>;
}

/** Starts, or joins, a throw-away PostgreSQL. */
export async function openTestPostgres(): Promise<TestPostgres> {
  const shared = testServerUrl();
  if (shared) return { adminUrl: shared, close: () => Promise.resolve() };
  const dataDirectory = await mkdtemp(join(tmpdir(), 'huitong-test-'));
  const server = await startEmbeddedPostgres({ dataDirectory });
  return {
    adminUrl: server.adminUrl,
    async close() {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** A subgraph on a database of its own, for one test file. */
export interface TestSubgraph extends SubgraphService {
  /** Asks as a caller; {@link caller} makes one. */
  ask(query: string, caller: VerifiedCaller, variables?: Record<string, unknown>): Promise<SubgraphAnswer>;
  /** Address of the owner role, for looking at tables behind row security's back with `superuserUrl`. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superuserUrl: string;
}

/** What a test subgraph starts with. */
export interface TestSubgraphOptions {
  /** Load the subgraph's own demo rows. */
  readonly sample?: boolean;
}

/**
 * Gives a subgraph a throw-away database: roles, migrations and, if asked, its demo rows; everything is removed on
 * `close`. All a vendor needs to test resolvers against the real thing.
 */
export async function openTestSubgraph(
  definition: SubgraphDefinition,
  options: TestSubgraphOptions = {},
): Promise<TestSubgraph> {
  const postgres = await openTestPostgres();
  const name = `${definition.name}_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(24).toString('base64url');
  const passwords = { owner: () => password, app: () => password };
  const databases = await bootstrapDatabases({ adminUrl: postgres.adminUrl, subgraphs: [name], passwords });
  const urls = databases[name] as { ownerUrl: string; appUrl: string };
  await migrate(urls.ownerUrl, definition.migrations);
  const service = await openSubgraph(definition, {
    databaseUrl: urls.appUrl,
    log: pino({ level: 'silent' }),
  });
  if (options.sample) await seedSample(service.database, definition.sample);
  const superuser = new URL(postgres.adminUrl);
  superuser.pathname = new URL(urls.ownerUrl).pathname;
  return {
    ...service,
    ...urls,
    superuserUrl: superuser.href,
    ask: (query, caller, variables = {}) => service.execute({ query, variables }, caller),
    async close() {
      await service.close();
      await withPlainClient(postgres.adminUrl, async (admin) => {
        await admin.query(`drop database if exists "huitong_${name}" with (force)`);
        await admin.query(`drop role if exists "huitong_${name}_app"`);
        await admin.query(`drop role if exists "huitong_${name}_owner"`);
      });
      await postgres.close();
    },
  };
}

/** A caller for tests: an officer of a demonstration department. */
export function caller(
  line: DepartmentLine,
  division: string,
  overrides: Partial<Caller> = {},
): VerifiedCaller {
  const department = demoUscc(line, division);
  return trustCaller({
    subject: 'officer-1',
    kind: 'OFFICER',
    department,
    line,
    departments: demoLine(line, division),
    scope: [division],
    role: 'OFFICER',
    purpose: 'SUPERVISION',
    grants: [],
    incident: null,
    policyVersion: 'test',
    requestId: 'test',
    ...overrides,
  });
}

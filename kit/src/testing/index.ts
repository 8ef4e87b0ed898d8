import { pino } from 'pino';
import { type Caller, type DepartmentLine, trustCaller, type VerifiedCaller } from '@huitong/contract';
import { demoLine, demoUscc } from '../sample/departments.js';
import { seedSample } from '../sample/seed.js';
import { sampleSize, type SampleSize } from '../sample/size.js';
import type { SubgraphDefinition } from '../subgraph/define.js';
import { openSubgraph, type SubgraphAnswer, type SubgraphService } from '../subgraph/service.js';
import { copySubgraphDatabase, type Filling } from './copiedDatabase.js';
import { openTestPostgres } from './postgres.js';

export { feedIndex, type TestEntry } from './feedIndex.js';
export { openTestDatabase, type TestDatabase } from './openTestDatabase.js';
export { openTestPostgres, type TestPostgres } from './postgres.js';
export { writeFilledTemplate, writeTestWorkbook } from './workbooks.js';
export { rowSecurityProblems } from './rowSecurityCatalogue.js';
export { growTables } from './grow.js';
export { explain, type Asked, type Explained } from './plans.js';

/** A subgraph on a database of its own, for one test file. */
export interface TestSubgraph extends SubgraphService {
  /** Asks as a caller; {@link caller} makes one. */
  ask(query: string, caller: VerifiedCaller, variables?: Record<string, unknown>): Promise<SubgraphAnswer>;
  /** Address of the owner role, for looking at tables behind row security's back with `superuserUrl`. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superuserUrl: string;
  /** Login role of the app. */
  readonly appRole: string;
}

/** The size of the demo data in tests: a tenth of what there is many of. */
export const testSize = sampleSize(0.1);

/** What a test subgraph starts with. */
export interface TestSubgraphOptions {
  /** Load the subgraph's own demo rows; {@link testSize} of them unless a size is given. */
  readonly sample?: boolean | SampleSize;
}

/**
 * Gives a subgraph a throw-away database: roles, migrations and, if asked, its demo rows; everything is removed on
 * `close`. All a vendor needs to test resolvers against the real thing.
 */
export async function openTestSubgraph(
  definition: SubgraphDefinition,
  { sample = false }: TestSubgraphOptions = {},
): Promise<TestSubgraph> {
  const postgres = await openTestPostgres();
  const size = sample === true ? testSize : sample;
  const filling = size === false ? null : sampleFilling(definition, size);
  const database = await copySubgraphDatabase(postgres.adminUrl, definition, filling);
  const close = async () => {
    await database.close();
    await postgres.close();
  };
  try {
    const { ownerUrl, appUrl, superuserUrl, appRole } = database;
    const service = await openSubgraph(definition, { databaseUrl: appUrl, log });
    return {
      ...service,
      ...{ ownerUrl, appUrl, superuserUrl, appRole },
      ask: (query, caller, variables = {}) => service.execute({ query, variables }, caller),
      async close() {
        await service.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const log = pino({ level: 'silent' });

/** A subgraph's own demo rows. */
function sampleFilling(definition: SubgraphDefinition, size: SampleSize): Filling {
  return {
    label: `x${String(size.factor).replace('.', '_')}`,
    async fill(appUrl) {
      const service = await openSubgraph(definition, { databaseUrl: appUrl, log });
      try {
        await seedSample(service.database, definition.sample, size);
      } finally {
        await service.close();
      }
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

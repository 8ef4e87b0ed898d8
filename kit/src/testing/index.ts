import { pino } from 'pino';
import { type Caller, type DepartmentLine, trustCaller, type VerifiedCaller } from '@huitong/contract';
import { demoLine, demoUscc } from '../sample/departments.js';
import { seedSample } from '../sample/seed.js';
import { sampleSize, type SampleSize } from '../sample/size.js';
import type { SubgraphDefinition } from '../subgraph/define.js';
import { openSubgraph, type SubgraphAnswer, type SubgraphService } from '../subgraph/service.js';
import { openTestDatabase } from './openTestDatabase.js';

export { feedIndex, type TestEntry } from './feedIndex.js';
export { openTestDatabase, type TestDatabase } from './openTestDatabase.js';
export { openTestPostgres, type TestPostgres } from './postgres.js';
export { writeFilledTemplate, writeTestWorkbook } from './workbooks.js';
export { rowSecurityProblems } from './rowSecurityCatalogue.js';

/** A subgraph on a database of its own, for one test file. */
export interface TestSubgraph extends SubgraphService {
  /** Asks as a caller; {@link caller} makes one. */
  ask(query: string, caller: VerifiedCaller, variables?: Record<string, unknown>): Promise<SubgraphAnswer>;
  /** Address of the owner role, for looking at tables behind row security's back with `superuserUrl`. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superuserUrl: string;
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
  options: TestSubgraphOptions = {},
): Promise<TestSubgraph> {
  const database = await openTestDatabase(definition.migrations, definition.name);
  try {
    const { ownerUrl, appUrl, superuserUrl } = database;
    const service = await openSubgraph(definition, {
      databaseUrl: appUrl,
      log: pino({ level: 'silent' }),
    });
    const { sample = false } = options;
    if (sample !== false) {
      await seedSample(service.database, definition.sample, sample === true ? testSize : sample);
    }
    return {
      ...service,
      ownerUrl,
      appUrl,
      superuserUrl,
      ask: (query, caller, variables = {}) => service.execute({ query, variables }, caller),
      async close() {
        await service.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
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

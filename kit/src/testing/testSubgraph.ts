import { randomUUID } from 'node:crypto';
import { byKey } from '../lists/keys.js';
import { defineSubgraph } from '../subgraph/define.js';
import type { LoaderScope, SubgraphContext } from '../subgraph/context.js';
import { TestFinding, testMigrations, TestSite } from './testTables.js';

type Context = SubgraphContext<ReturnType<typeof createLoaders>>;
const createLoaders = (scope: LoaderScope) => ({ siteById: byKey(scope, TestSite, 'id') });

/** What no answer may ever hold. */
export const canary = 'CANARY-postgres://secret@10.0.0.1/huitong';

/** Kit's own example subgraph, for kit's tests: it fails in every way it is asked to. */
export const testSubgraph = defineSubgraph({
  name: 'sites',
  department: { zh: '测试局', en: 'Test bureau' },
  home: new URL('../../src/testing/site/', import.meta.url),
  entities: [TestSite, TestFinding],
  migrations: testMigrations,
  createLoaders,
  datasets: [],
  sample: () => [],
  resolvers: {
    Query: {
      site: (_: unknown, { id }: { id: string }, { loaders }: Context) => loaders.siteById.load(id),
      fail(_: unknown, { how }: { how: string }, { database }: Context) {
        if (how === 'bug') throw new TypeError(canary);
        if (how === 'string') throw canary; // eslint-disable-line @typescript-eslint/only-throw-error
        if (how === 'coded') throw Object.assign(new Error(canary), { extensions: { code: 'CONFLICT' } });
        return database.query(how, []).then((rows) => JSON.stringify(rows));
      },
      echo: (_: unknown, args: object) => JSON.stringify(args),
      findings: (_: unknown, { first }: { first: number }, { database }: Context) =>
        database.query('select id, code from test_finding limit $1', [first]),
    },
    Mutation: {
      async addFinding(
        _: unknown,
        { code, siteId, department }: { code: string; siteId: string; department?: string },
        { database, caller }: Context,
      ) {
        const row = {
          id: randomUUID(),
          ownerDepartment: department ?? caller.department,
          divisionCode: caller.scope[0] as string,
          source: 'test',
          siteId,
          code,
        };
        await database.source.getRepository(TestFinding).insert(row);
        return row.id;
      },
    },
    TestSite: {
      __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.siteById.load(id),
    },
  },
});

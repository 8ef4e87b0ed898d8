import { batchedInRequest, type LoaderScope, possibleKeys, rowsByKey } from '@huitong/kit';
import { CatalogVersion } from './entities/catalogVersion.js';

/** Most versions of one entry that an answer shows; the newest ones. */
const most = 100;

/** The versions of many entries in one statement, newest first, at most 100 of each. */
export const versionsOf = (scope: LoaderScope) =>
  batchedInRequest<string, CatalogVersion[]>(scope, 'catalogue versions', {
    key: (id) => id,
    async load(ids) {
      const table = scope.database.table(CatalogVersion as never);
      const rows = await scope.database.query<CatalogVersion>(
        `select ${table.select('item')} from unnest($1::uuid[]) as parent(key) cross join lateral (
           select * from ${table.name} as one where one.entry_id = parent.key order by one.version desc limit ${most}
         ) as item order by item.entry_id, item.version desc`,
        [possibleKeys(ids, 'uuid')],
      );
      return rowsByKey(ids, rows, ({ entryId }) => entryId);
    },
  });

import { withPlainClient } from '@huitong/kit';
import { growTables } from '@huitong/kit/testing';

/** What is no department's data, or only about it. */
const others = ['admin_division', 'schema_migration', 'import_run', 'chemical'];

/**
 * Makes every department's data so many times as large, by copies with keys, names and places of their own. In SQL,
 * with indexes built afterwards, it takes minutes where making each row anew takes hours.
 * @param administrator address of the server's administrator.
 */
export async function growDatabases(administrator: string, factor: number): Promise<void> {
  for (const name of ['commons', 'mines', 'hazmat', 'fire', 'emergency']) {
    const url = new URL(administrator);
    url.pathname = `/huitong_${name}`;
    const tables = await withPlainClient(url.href, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
         and relname !~ '^(index|feed|outbox)_' and relname <> all($1)`,
        [others],
      );
      return rows.map((row) => row.name);
    });
    await growTables(url.href, tables, (rows) => rows * factor);
  }
}

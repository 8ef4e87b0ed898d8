import { escapeIdentifier as quoted, type Client } from 'pg';
import { withPlainClient } from '../database/pools.js';

interface Column {
  readonly name: string;
  readonly type: string;
  /** Whether a unique index needs it to differ. */
  readonly unique: boolean;
  /** Whether it names a row of another table by its UUID. */
  readonly reference: boolean;
}

/**
 * Fills tables with changed copies of the rows they have, so that plans can be read at size: names and keys of their
 * own, places a little apart, all else as in the original. Where a table and its parts grow alike, the parts of a copy
 * are the copies of its parts. Tables without a row stay empty.
 * @param goal how many rows of the present number a table is to have, at least.
 */
export async function growTables(
  superuserUrl: string,
  tables: readonly string[],
  goal: (rows: number) => number,
): Promise<void> {
  await withPlainClient(superuserUrl, async (client) => {
    // Rows are whole as they are copied: no trigger and no foreign key has to look at each of them.
    await client.query('set session_replication_role = replica');
    for (const table of tables) await grow(client, table, goal);
    // Vacuum too: entries that wait beside a GIN index make it look dear.
    await client.query('vacuum analyze');
  });
}

async function grow(client: Client, table: string, goal: (rows: number) => number): Promise<void> {
  const { rows: counted } = await client.query<{ n: number }>(
    `select count(*)::int as n from ${quoted(table)}`,
  );
  const there = counted[0]?.n ?? 0;
  const rows = goal(there);
  if (there === 0 || there >= rows) return;
  const { rows: columns } = await client.query<Column>(
    `select attname as name, format_type(atttypid, null) as type,
       exists (select from pg_index where indrelid = attrelid and indisunique and attnum = (
         select key from unnest(indkey) as key join pg_attribute a on a.attrelid = indrelid and a.attnum = key
         order by a.attname = 'source_id' desc, a.atttypid = 'uuid'::regtype, key desc limit 1)) as unique,
       exists (select from pg_constraint where conrelid = attrelid and contype = 'f' and attnum = any(conkey)
         and confrelid <> 'admin_division'::regclass) as reference
     from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
       and attgenerated = '' and attidentity = ''`,
    [quoted(table)],
  );
  const { rows: checks } = await client.query<{ name: string }>(
    `select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [quoted(table)],
  );
  // A key with a number behind it is no code of its register any more.
  for (const { name } of checks) {
    await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  }
  // Building an index once costs a tenth of keeping it row by row.
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = $1::regclass and not indisunique and not indisexclusion`,
    [quoted(table)],
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  // Copies side by side stand along a line, on which an index of points (GiST over cube) splits badly: minutes for a table.
  const shuffled = columns.some(({ name }) => name === 'lat') ? 'order by random()' : '';
  await client.query(
    `insert into ${quoted(table)} (${columns.map(({ name }) => quoted(name)).join(', ')})
     select ${columns.map(copied).join(', ')} from ${quoted(table)} t, generate_series(1, $1::int) as n ${shuffled}`,
    [Math.ceil((rows - there) / there)],
  );
  for (const { definition } of indexes) await client.query(definition);
}

/** The value of a column in copy `n`. */
function copied({ name, type, unique, reference }: Column): string {
  const column = `t.${quoted(name)}`;
  if (type === 'uuid' && (unique || reference)) return `md5(${column}::text || n)::uuid`;
  if (name === 'lat') return `${column} + (n % 97) / 400.0`;
  if (name === 'lon') return `${column} + (n % 89) / 400.0`;
  if (name === 'name') return `${column} || n`;
  if (!unique) return column;
  if (type.startsWith('timestamp')) return `${column} - n * interval '1 minute'`;
  if (type === 'integer' || type === 'smallint') return `${column} + n * 1000`;
  if (type === 'text' || type.startsWith('character')) return `${column} || '-' || n`;
  return column;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../postgres/launcher.js';
import {
  bigramFunctionsSql,
  bigramParameters,
  bigramPredicateSql,
  bigrams,
  bigramsSql,
  bigramsUnderRowSecuritySql,
  searchText,
  searchTextSql,
} from './bigrams.js';

let directory: string;
let server: EmbeddedPostgres;
let client: pg.Client;

const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'消防救援大队煤矿有限公司高平市') },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 0x4ff }).map((code) => String.fromCodePoint(code)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0xff01, max: 0xff5e }).map((code) => String.fromCodePoint(code)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\u3000', '\u200b', '\ufeff', '\u2028', '𠮷', '①', '㎡', '\u0301', 'İ', 'ﬁ'),
  },
);
const text = fc.array(character, { maxLength: 24 }).map((characters) => characters.join(''));

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'huitong-bigrams-'));
  server = await startEmbeddedPostgres({ dataDirectory: directory });
  // eslint-disable-next-line no-restricted-syntax -- lives from beforeAll to afterAll, and has its listener
  client = new pg.Client({ connectionString: server.adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`
    ${bigramFunctionsSql()};
    create table named (
      id int primary key, name text, division_path text[] not null default '{140000}',
      name_search text generated always as (${searchTextSql('name')}) stored,
      name_bigrams text[] generated always as (${bigramsSql('name')}) stored
    );
    create index on named using gin (name_bigrams)`);
});

afterAll(async () => {
  await client?.end();
  await server?.stop();
  await removeEmbeddedPostgres(directory);
  await rm(directory, { recursive: true, force: true });
});

async function fill(names: readonly string[]): Promise<void> {
  await client.query('truncate named');
  await client.query(
    'insert into named (id, name) select position - 1, name from unnest($1::text[]) with ordinality as g (name, position)',
    [names],
  );
}

const predicate = bigramPredicateSql({
  searchText: 'name_search',
  windows: 'name_bigrams',
  firstParameter: 1,
});

async function idsOf(term: string): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(`select id from named where ${predicate} order by id`, [
    ...bigramParameters(term),
  ]);
  return rows.map(({ id }) => id);
}

describe('kit_search_text and kit_bigrams', () => {
  it('agree with searchText and bigrams on Chinese, Latin and everything odd', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 100 }), async (names) => {
        await fill(names);
        const { rows } = await client.query('select name_search, name_bigrams from named order by id');
        expect(rows).toEqual(
          names.map((name) => ({ name_search: searchText(name), name_bigrams: bigrams(name) })),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('are null for null', async () => {
    const { rows } = await client.query(
      `select ${bigramsSql('null')} as windows, ${searchTextSql('null')} as text`,
    );
    expect(rows).toEqual([{ windows: null, text: null }]);
  });
});

describe('bigramPredicateSql', () => {
  it('finds exactly the rows whose text contains the term, of any length', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 20, maxLength: 40 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 0, max: 6 }),
        async (names, row, start, length) => {
          await fill(names);
          const characters = [...searchText(names[row % names.length]!)];
          const from = characters.length === 0 ? 0 : start % characters.length;
          const term = characters.slice(from, from + length).join('');
          const expected = names.flatMap((name, id) =>
            searchText(name).includes(searchText(term)) ? [id] : [],
          );
          expect(await idsOf(term)).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('does not take windows that stand apart for the term', async () => {
    await fill(['消防局救援', '消防救援局', '防救护消防', '消防栓 防救 救援']);
    expect(await idsOf('消防救援')).toEqual([1]);
    expect(await idsOf('防救')).toEqual([1, 2, 3]);
    expect(await idsOf('栓')).toEqual([3]);
    expect(await idsOf('')).toEqual([0, 1, 2, 3]);
  });

  it('enters the index, also under row-level security once containment is marked leakproof', async () => {
    const names = Array.from({ length: 5000 }, (_, index) => `高平第${index}煤矿`);
    await fill(names);
    await client.query('vacuum analyze named');
    const plan = async () => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain select id from named where ${predicate}`,
        [...bigramParameters('第4321煤')],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await plan()).toMatch(/Bitmap Index Scan on named_name_bigrams_idx/);
    await client.query('begin');
    try {
      await client.query(`
        alter table named enable row level security;
        create policy scope on named using (division_path && string_to_array('140000', ','));
        create role name_reader;
        grant select on named to name_reader;
        set local role name_reader`);
      expect(await plan()).not.toMatch(/named_name_bigrams_idx/);
      await client.query(`reset role; ${bigramsUnderRowSecuritySql()}; set local role name_reader`);
      expect(await plan()).toMatch(/Bitmap Index Scan on named_name_bigrams_idx/);
      expect(await idsOf('第4321煤')).toEqual([4321]);
    } finally {
      await client.query('rollback');
    }
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../postgres/launcher.js';
import { loadDivisionsStatement } from './copyRows.js';
import { loadDivisions } from './table.js';

let directory: string;
let server: EmbeddedPostgres;
let client: pg.Client;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'huitong-divisions-'));
  server = await startEmbeddedPostgres({ dataDirectory: directory });
  // eslint-disable-next-line no-restricted-syntax -- lives from beforeAll to afterAll, and has its listener
  client = new pg.Client({ connectionString: server.adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`create table admin_division (
    code text primary key, name text not null, level text not null, parent_code text, path text[] not null,
    valid_from date not null, valid_to date, replaced_by text,
    seat_lat float8, seat_lon float8, seat_approximate boolean,
    min_lat float8, min_lon float8, max_lat float8, max_lon float8, pseudo boolean not null
  )`);
});

afterAll(async () => {
  await client?.end();
  await server?.stop();
  await removeEmbeddedPostgres(directory);
  await rm(directory, { recursive: true, force: true });
});

describe('loadDivisionsStatement', () => {
  const { text, values } = loadDivisionsStatement();

  it('loads the whole table as it stands here', async () => {
    expect((await client.query(text, values)).rowCount).toBe(8835);
    const { rows } = await client.query<Record<string, unknown>>(
      `select code, name, level, parent_code, path, valid_from::text, valid_to, replaced_by, seat_lat, seat_lon,
         seat_approximate, min_lat, pseudo from admin_division`,
    );
    const byCode = new Map(rows.map((row) => [row['code'], row]));
    for (const division of loadDivisions().filter(({ level }) => level !== 'VILLAGE')) {
      expect(byCode.get(division.code)).toEqual({
        code: division.code,
        name: division.name,
        level: division.level,
        parent_code: division.parentCode,
        path: division.path,
        valid_from: division.validFrom,
        valid_to: null,
        replaced_by: null,
        seat_lat: division.seat!.lat,
        seat_lon: division.seat!.lon,
        seat_approximate: division.seat!.approximate,
        min_lat: division.box?.minLat ?? null,
        pseudo: division.pseudo,
      });
    }
    expect(byCode.get('141122103206')).toMatchObject({
      path: ['140000', '141100', '141122', '141122103', '141122103206'],
      seat_lat: null,
    });
  });

  it('changes nothing when run again, and repairs a row that differs', async () => {
    expect((await client.query(text, values)).rowCount).toBe(0);
    await client.query(`update admin_division set name = 'x', valid_to = '2024-01-01' where code = '140581'`);
    expect((await client.query(text, values)).rowCount).toBe(1);
    const { rows } = await client.query(`select name, valid_to from admin_division where code = '140581'`);
    expect(rows).toEqual([{ name: '高平市', valid_to: null }]);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import pg from 'pg';
import {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../postgres/launcher.js';
import { arcFromEcefMetres } from './chord.js';
import { geodesicMetres } from './distance.js';
import { ecefSql, toEcef } from './ecef.js';
import type { GeoPoint } from './ellipsoid.js';
import {
  arcFunctionSql,
  boxParameters,
  boxPredicateSql,
  cubeUnderRowSecuritySql,
  nearestBatchParameters,
  nearestBatchSql,
  nearParameters,
  nearPredicateSql,
} from './nearSql.js';

let directory: string;
let server: EmbeddedPostgres;
let client: pg.Client;

const billionths = (limit: number) => fc.integer({ min: -limit * 1e9, max: limit * 1e9 }).map((n) => n / 1e9);
const anywhere = fc.record({ lat: billionths(90), lon: billionths(180) });
const inShanxi = fc.record({
  lat: fc.integer({ min: 34_570_000, max: 40_750_000 }).map((millionths) => millionths / 1e6),
  lon: fc.integer({ min: 110_220_000, max: 114_570_000 }).map((millionths) => millionths / 1e6),
});
/** 10 m to 500 km, as likely near as far. */
const radius = fc
  .integer({ min: 1000, max: 5699 })
  .map((thousandths) => Math.min(500_000, 10 ** (thousandths / 1000)));

const places = fc.sample(fc.oneof({ weight: 9, arbitrary: inShanxi }, { weight: 1, arbitrary: anywhere }), {
  numRuns: 1500,
  seed: 140581,
});
const near = nearPredicateSql({ column: 'ecef', firstParameter: 1 });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'huitong-near-'));
  server = await startEmbeddedPostgres({ dataDirectory: directory });
  // eslint-disable-next-line no-restricted-syntax -- lives from beforeAll to afterAll, and has its listener
  client = new pg.Client({ connectionString: server.adminUrl });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`
    create extension cube;
    ${arcFunctionSql()};
    create table place (
      id int primary key, lat float8, lon float8, division_path text[] not null default '{140000}',
      ecef cube generated always as (${ecefSql('lat', 'lon')}) stored
    );
    create index on place using gist (ecef)`);
  await insert(places, 0);
  await client.query('insert into place values (-1, null, null), (-2, 35, null)');
  await client.query('analyze place');
});

afterAll(async () => {
  await client?.end();
  await server?.stop();
  await removeEmbeddedPostgres(directory);
  await rm(directory, { recursive: true, force: true });
});

async function insert(points: readonly GeoPoint[], firstId: number): Promise<void> {
  await client.query(
    `insert into place (id, lat, lon)
     select $3 + position - 1, lat, lon
     from unnest($1::float8[], $2::float8[]) with ordinality as given (lat, lon, position)`,
    [points.map(({ lat }) => lat), points.map(({ lon }) => lon), firstId],
  );
}

/** Places one metre inside and one metre outside the circle, in eight directions. */
function rim(centre: GeoPoint, metres: number): GeoPoint[] {
  return [0, 45, 90, 135, 180, 225, 270, 315].flatMap((azimuth) =>
    [metres - 1, metres + 1].map((distance) => {
      const end = geodesic.Geodesic.WGS84.Direct(centre.lat, centre.lon, azimuth, distance);
      return { lat: end.lat2!, lon: end.lon2! };
    }),
  );
}

async function inRolledBack(work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
  } finally {
    await client.query('rollback');
  }
}

async function planOf(sql: string, values: readonly unknown[]): Promise<string> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...values]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('ecefSql and kit_arc_metres', () => {
  it('compute in PostgreSQL what toEcef and arcFromEcefMetres compute here', async () => {
    const { rows } = await client.query<{ id: number; x: number; y: number; z: number; metres: number }>(
      `select id, cube_ll_coord(ecef, 1) as x, cube_ll_coord(ecef, 2) as y, cube_ll_coord(ecef, 3) as z,
         kit_arc_metres(ecef, cube($1::float8[])) as metres
       from place where id >= 0`,
      [[...toEcef(places[0]!)]],
    );
    expect(rows).toHaveLength(places.length);
    const astray = rows.filter(({ id, x, y, z, metres }) => {
      const expected = toEcef(places[id]!);
      const apart = Math.hypot(x - expected[0], y - expected[1], z - expected[2]);
      return !(apart < 1e-7 && Math.abs(metres - arcFromEcefMetres(toEcef(places[0]!), expected)) < 1e-4);
    });
    expect(astray).toEqual([]);
  });

  it('leave a place without both coordinates without position', async () => {
    const { rows } = await client.query('select ecef from place where id < 0');
    expect(rows).toEqual([{ ecef: null }, { ecef: null }]);
  });
});

describe('nearPredicateSql', () => {
  it('finds exactly the places within the radius over the ground, to the metre at its rim', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(inShanxi, anywhere), radius, async (centre, withinMetres) => {
        await inRolledBack(async () => {
          const all = [...places, ...rim(centre, withinMetres)];
          await insert(all.slice(places.length), places.length);
          const { rows } = await client.query<{ id: number; metres: number }>(
            `select id, ${near.metres} as metres from place where ${near.where} order by ${near.orderBy}, id`,
            [...nearParameters({ ...centre, withinMetres })],
          );
          const expected = all.flatMap((place, id) =>
            geodesicMetres(centre, place) <= withinMetres ? [id] : [],
          );
          expect(expected.length).toBeGreaterThanOrEqual(8);
          expect(rows.map(({ id }) => id).sort((a, b) => a - b)).toEqual(expected);
          const astray = rows.filter(
            ({ id, metres }) => !(Math.abs(metres - geodesicMetres(centre, all[id]!)) < 0.001),
          );
          expect(astray).toEqual([]);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('enters the index and gives the nearest first', async () => {
    const values = nearParameters({ lat: 35.798, lon: 112.924, withinMetres: 50_000 });
    const sql = `select id, lat, lon from place where ${near.where} order by ${near.orderBy}, id limit 20`;
    expect(await planOf(sql, values)).toMatch(/Index Cond: \(ecef <@/);
    const { rows } = await client.query<GeoPoint>(sql, [...values]);
    const metres = rows.map((place) => geodesicMetres({ lat: 35.798, lon: 112.924 }, place));
    expect(metres.length).toBe(20);
    expect(metres).toEqual([...metres].sort((a, b) => a - b));
  });

  it('enters the index under row-level security once the cube functions are marked leakproof', async () => {
    const values = nearParameters({ lat: 35.798, lon: 112.924, withinMetres: 5_000 });
    const sql = `select id from place where ${near.where}`;
    await inRolledBack(async () => {
      await client.query(`
        alter table place enable row level security;
        create policy scope on place using (division_path && string_to_array('140500', ','));
        create role near_reader;
        grant select on place to near_reader;
        set local role near_reader`);
      expect(await planOf(sql, values)).not.toMatch(/Index Cond: \(ecef <@/);
      await client.query(`reset role; ${cubeUnderRowSecuritySql()}; set local role near_reader`);
      expect(await planOf(sql, values)).toMatch(/Index Cond: \(ecef <@/);
      expect((await client.query(sql, [...values])).rows).toEqual([]);
    });
  });
});

describe('nearestBatchSql', () => {
  const batch = { table: 'place', column: 'ecef', columns: ['id'], tieBreaker: 'id' } as const;
  const centresOf = fc.array(inShanxi, { minLength: 1, maxLength: 6 });
  interface Found {
    centre: number;
    id: number;
    metres: number;
  }

  function bruteForce(of: { centres: readonly GeoPoint[]; limit: number; within?: number; from?: number }) {
    return of.centres.flatMap((point, centre) =>
      places
        .map((place, id) => ({ centre, id, metres: geodesicMetres(point, place) }))
        .filter(({ id, metres }) => metres <= (of.within ?? Infinity) && id >= (of.from ?? 0))
        .sort((a, b) => a.metres - b.metres)
        .slice(0, of.limit),
    );
  }

  /** The order is by chord: places may change their turn when they are equally far within its inexactness. */
  const inexactnessMetres = 3;

  function expectSame(found: readonly Found[], expected: readonly Found[]): void {
    expect(found.map(({ centre }) => centre)).toEqual(expected.map(({ centre }) => centre));
    found.forEach(({ metres }, index) => {
      expect(Math.abs(metres - expected[index]!.metres)).toBeLessThan(inexactnessMetres);
    });
    expect(new Set(found.map(({ centre, id }) => `${centre} ${id}`)).size).toBe(found.length);
  }

  it('finds the nearest of many centres in one statement, as brute force does', async () => {
    await fc.assert(
      fc.asyncProperty(centresOf, fc.integer({ min: 1, max: 5 }), async (centres, limit) => {
        const { rows } = await client.query<Found>(
          nearestBatchSql({ ...batch, bounded: false }),
          nearestBatchParameters({ centres, limit }),
        );
        expectSame(rows, bruteForce({ centres, limit }));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps to the radius and to a further condition', async () => {
    await fc.assert(
      fc.asyncProperty(centresOf, fc.integer({ min: 1000, max: 60_000 }), async (centres, within) => {
        const { rows } = await client.query<Found>(
          nearestBatchSql({ ...batch, bounded: true, where: 'item.id >= $8' }),
          [...nearestBatchParameters({ centres, limit: 3, withinMetres: within }), 700],
        );
        expectSame(rows, bruteForce({ centres, limit: 3, within, from: 700 }));
      }),
      { numRuns: 20 },
    );
  });

  it('enters the index once per centre: by the radius, or else by distance', async () => {
    const centres = places.slice(0, 3);
    const bounded = nearestBatchParameters({ centres, limit: 3, withinMetres: 9000 });
    expect(await planOf(nearestBatchSql({ ...batch, bounded: true }), bounded)).toMatch(
      /Index Cond: \(ecef <@/,
    );
    const unbounded = nearestBatchParameters({ centres, limit: 3 });
    expect(await planOf(nearestBatchSql({ ...batch, bounded: false }), unbounded)).toMatch(
      /Order By: \(ecef <->/,
    );
  });
});

describe('boxPredicateSql', () => {
  it('finds the places of a viewport, edges included', async () => {
    const box = { minLat: 35, minLon: 112, maxLat: 36.5, maxLon: 113.25 };
    await inRolledBack(async () => {
      await insert(
        [
          { lat: 35, lon: 113.25 },
          { lat: 36.5000001, lon: 113 },
        ],
        places.length,
      );
      const { rows } = await client.query<{ id: number }>(
        `select id from place where ${boxPredicateSql({ lat: 'lat', lon: 'lon', firstParameter: 1 })} order by id`,
        [...boxParameters(box)],
      );
      const inside = places.flatMap(({ lat, lon }, id) =>
        lat >= box.minLat && lat <= box.maxLat && lon >= box.minLon && lon <= box.maxLon ? [id] : [],
      );
      expect(rows.map(({ id }) => id)).toEqual([...inside, places.length]);
    });
  });
});

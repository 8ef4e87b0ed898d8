import { chordForArc, chordSurelyWithinArc } from './chord.js';
import { toEcef } from './ecef.js';
import { WGS84, type GeoPoint } from './ellipsoid.js';
import type { BoundingBox, NearFilter } from './near.js';

/**
 * Installs `kit_arc_metres(cube, cube)`: metres over the ground between two earth-centred points, the same as
 * `arcFromEcefMetres`. A migration runs it once per database, after `create extension cube`.
 *
 * In PL/pgSQL, which keeps its expressions ready for the session: as an SQL function, whose steps need a sub-select each
 * and so cannot be part of the statement, it took 70 to 100 µs a row instead of 4 to 10, most of what a search near a
 * point took.
 */
export function arcFunctionSql(): string {
  const a2 = `${WGS84.a ** 2}::float8`;
  const b2 = `${WGS84.b ** 2}::float8`;
  return `create or replace function kit_arc_metres(p cube, q cube) returns float8
language plpgsql immutable strict parallel safe as $arc$
declare
  chord float8 := cube_distance(p, q);
  dx float8 := cube_ll_coord(q, 1) - cube_ll_coord(p, 1);
  dy float8 := cube_ll_coord(q, 2) - cube_ll_coord(p, 2);
  dz float8 := cube_ll_coord(q, 3) - cube_ll_coord(p, 3);
  mx float8 := (cube_ll_coord(p, 1) + cube_ll_coord(q, 1)) / 2;
  my float8 := (cube_ll_coord(p, 2) + cube_ll_coord(q, 2)) / 2;
  mz float8 := (cube_ll_coord(p, 3) + cube_ll_coord(q, 3)) / 2;
  curvature float8;
begin
  if chord < 1e-6 then return chord; end if;
  curvature := ((dx * dx + dy * dy) / ${a2} + dz * dz / ${b2})
    * sqrt((mx * mx + my * my) / ${a2} + mz * mz / ${b2})
    / (chord * chord * sqrt((mx * mx + my * my) / (${a2} ^ 2) + mz * mz / (${b2} ^ 2)));
  return (2 / curvature) * asin(least(1, curvature * chord / 2));
end $arc$`;
}

/**
 * Lets the cube index work under row-level security; a superuser runs it once per database.
 *
 * PostgreSQL enters an index with a caller's condition before the row policy only if its function is LEAKPROOF, that
 * is, tells nothing of its arguments by errors or messages. Both functions qualify: they compare numbers and raise
 * nothing. Without the mark the answer is the same, but a radius search reads every row in scope (measured at
 * 300,000 rows: 150 ms instead of 0.5 ms); the order by distance uses the index either way.
 */
export function cubeUnderRowSecuritySql(): string {
  return `alter function cube_contained(cube, cube) leakproof;
alter function cube_distance(cube, cube) leakproof`;
}

/** Where a `near` search reads and where its parameters begin. */
export interface NearPlace {
  /** SQL of the indexed cube, such as `m.ecef`; never text from a caller. */
  readonly column: string;
  /** Number of the first of the four parameters of {@link nearParameters}. */
  readonly firstParameter: number;
}

/** Fragments of a statement; the text depends on column and numbering only, so the statement can be prepared. */
export interface NearSql {
  /** For WHERE: exactly the rows within the radius over the ground. */
  readonly where: string;
  /** For ORDER BY: nearest first, walked in the GiST index; append a key of your own to break ties. */
  readonly orderBy: string;
  /** For SELECT: metres over the ground from the centre. */
  readonly metres: string;
  /** How many parameters the fragments use, from `firstParameter` on. */
  readonly parameterCount: 4;
}

/**
 * The fragments of a radius search.
 *
 * ```ts
 * const near = nearPredicateSql({ column: 'ecef', firstParameter: 1 });
 * await query(`select id from shelter where ${near.where} order by ${near.orderBy}, id limit $5`, [
 *   ...nearParameters({ lat: 35.798, lon: 112.924, withinMetres: 5000 }), 20,
 * ]);
 * ```
 *
 * The enlarged cube is a box and serves only to enter the index; the chord cuts its corners; in the ring where
 * the chord cannot tell (2 cm wide at 100 km, under a micrometre at 3 km) `kit_arc_metres` decides.
 * The order is by chord: it can differ from the order over the ground only between points that are equally far
 * within that ring's width.
 */
export function nearPredicateSql({ column, firstParameter }: NearPlace): NearSql {
  const centre = `cube($${firstParameter}::float8[])`;
  const within = withinSql({ column, centre, firstParameter: firstParameter + 1 });
  return {
    where: within,
    orderBy: `${column} <-> ${centre}`,
    metres: `kit_arc_metres(${column}, ${centre})`,
    parameterCount: 4,
  };
}

/** The four parameter values of {@link nearPredicateSql}, in order. */
export function nearParameters(near: NearFilter): readonly [centre: number[], ...radius: RadiusParameters] {
  return [[...toEcef(near)], ...radiusParameters(near.withinMetres)];
}

/** What a batched nearest-neighbour search reads. */
export interface NearestBatch {
  /** Table, aliased `item` in the statement. */
  readonly table: string;
  /** Indexed cube column of the table. */
  readonly column: string;
  /** Columns to return, of `item`. */
  readonly columns: readonly string[];
  /** Column of `item` that breaks ties, normally the primary key. */
  readonly tieBreaker: string;
  /** Further condition on `item`; its parameters start at $8. */
  readonly where?: string;
  /** Whether a radius bounds the search. */
  readonly bounded: boolean;
}

/**
 * One statement for the k nearest rows of many centres: one GiST walk per centre, one round trip for all.
 *
 * ```ts
 * const sql = nearestBatchSql({
 *   table: 'rescue_team', column: 'ecef', columns: ['id', 'name'], tieBreaker: 'id', bounded: false,
 * });
 * const rows = await query(sql, nearestBatchParameters({ centres: mines, limit: 3 }));
 * // rows: { centre: 0, metres: 1840.2, id, name }, … nearest first within each centre
 * ```
 *
 * Returns `centre` (int, index into the centres, from 0), `metres` (over the ground) and the columns asked for.
 */
export function nearestBatchSql(batch: NearestBatch): string {
  const column = `item.${batch.column}`;
  const centre = 'cube(array[origin.x, origin.y, origin.z])';
  const conditions = [
    batch.bounded ? withinSql({ column, centre, firstParameter: 5 }) : `${column} is not null`,
    ...(batch.where === undefined ? [] : [`(${batch.where})`]),
  ];
  // Unbounded searches bind no radius; a parameter nobody mentions has no type and would be refused.
  const unused = batch.bounded
    ? ''
    : 'cross join (select $5::float8, $6::float8, $7::float8) as unused(outer_chord, inner_chord, radius)\n';
  return `select (origin.position - 1)::int as centre, kit_arc_metres(found.kit_ecef, ${centre}) as metres,
  ${batch.columns.map((name) => `found.${name}`).join(', ')}
from unnest($1::float8[], $2::float8[], $3::float8[]) with ordinality as origin(x, y, z, position)
${unused}cross join lateral (
  select ${batch.columns.map((name) => `item.${name}`).join(', ')}, ${column} as kit_ecef, item.${batch.tieBreaker} as kit_tie
  from ${batch.table} as item
  where ${conditions.join(' and ')}
  order by ${column} <-> ${centre}, item.${batch.tieBreaker}
  limit $4
) as found
order by origin.position, cube_distance(found.kit_ecef, ${centre}), found.kit_tie`;
}

/** The seven parameter values of {@link nearestBatchSql}; append those of your own condition. */
export function nearestBatchParameters(of: {
  readonly centres: readonly GeoPoint[];
  readonly limit: number;
  readonly withinMetres?: number;
}): unknown[] {
  const positions = of.centres.map(toEcef);
  return [
    positions.map((position) => position[0]),
    positions.map((position) => position[1]),
    positions.map((position) => position[2]),
    of.limit,
    ...(of.withinMetres === undefined ? [null, null, null] : radiusParameters(of.withinMetres)),
  ];
}

/**
 * WHERE fragment for a viewport on two plain degree columns, for a btree on (lat, lon); four parameters, the
 * values of {@link boxParameters}.
 */
export function boxPredicateSql(of: { lat: string; lon: string; firstParameter: number }): string {
  const n = of.firstParameter;
  return (
    `(${of.lat} between $${n}::float8 and $${n + 1}::float8` +
    ` and ${of.lon} between $${n + 2}::float8 and $${n + 3}::float8)`
  );
}

/** The four parameter values of {@link boxPredicateSql}, in order. */
export function boxParameters(box: BoundingBox): readonly [number, number, number, number] {
  return [box.minLat, box.maxLat, box.minLon, box.maxLon];
}

type RadiusParameters = [outerChord: number, innerChord: number, radius: number];

function radiusParameters(metres: number): RadiusParameters {
  return [chordForArc(metres), chordSurelyWithinArc(metres), metres];
}

function withinSql(of: { column: string; centre: string; firstParameter: number }): string {
  const { column, centre, firstParameter: n } = of;
  const chord = `cube_distance(${column}, ${centre})`;
  return (
    `(${column} <@ cube_enlarge(${centre}, $${n}::float8, 3) and ${chord} <= $${n}::float8` +
    ` and (${chord} <= $${n + 1}::float8 or kit_arc_metres(${column}, ${centre}) <= $${n + 2}::float8))`
  );
}

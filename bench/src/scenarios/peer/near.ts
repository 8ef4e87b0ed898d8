import type { ObjectLiteral } from 'typeorm';
import type { Context } from './department.js';

/** The argument of the graph's lists. */
export interface Near {
  readonly point: { readonly lat: number; readonly lon: number };
  readonly withinKm: number;
}

const kilometresPerDegree = 111.32;

/** SQL of the distance in metres, as exact as a part in 10,000 within 30 km. */
function metresFrom(latitude: number): string {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const squashed = 1 - 0.00669437999014 * sine * sine;
  const north = (6_378_137 * (1 - 0.00669437999014)) / squashed ** 1.5;
  const east = 6_378_137 / Math.sqrt(squashed);
  return `sqrt(power(radians(item.lat - :lat) * ${north}, 2)
    + power(radians(item.lon - :lon) * cos(radians((item.lat + :lat) / 2)) * ${east}, 2))`;
}

/**
 * The nearest rows as most would write it: a box on the index of latitude and longitude, the distance in SQL, sorted
 * and limited. The plane that touches WGS84 at the point, not the sphere: among many rows a sphere has others nearest
 * than the house, which measures on the ellipsoid.
 */
export async function nearest(context: Context, entity: string, near: Near, first: number) {
  const { lat, lon } = near.point;
  const latitudes = near.withinKm / kilometresPerDegree;
  const longitudes = latitudes / Math.cos((lat * Math.PI) / 180);
  const metres = metresFrom(lat);
  const { raw, entities } = await context
    .repository(entity)
    .createQueryBuilder('item')
    .addSelect(metres, 'metres')
    .where('item.lat between :south and :north and item.lon between :west and :east')
    .andWhere(`${metres} <= :most`)
    .setParameters({
      lat,
      lon,
      south: lat - latitudes,
      north: lat + latitudes,
      west: lon - longitudes,
      east: lon + longitudes,
      most: near.withinKm * 1000,
    })
    .orderBy('metres')
    .limit(first)
    .getRawAndEntities<{ metres: number }>();
  return {
    nodes: entities,
    edges: entities.map((node: ObjectLiteral, index) => ({ node, distanceMetres: raw[index]?.metres })),
  };
}

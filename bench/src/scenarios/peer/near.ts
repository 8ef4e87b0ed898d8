import type { ObjectLiteral } from 'typeorm';
import type { Context } from './department.js';

/** The argument of the graph's lists. */
export interface Near {
  readonly point: { readonly lat: number; readonly lon: number };
  readonly withinKm: number;
}

const kilometresPerDegree = 111.32;

/**
 * The nearest rows as most would write it: a box on the index of latitude and longitude, the haversine distance in
 * SQL, sorted and limited.
 */
export async function nearest(context: Context, entity: string, near: Near, first: number) {
  const { lat, lon } = near.point;
  const latitudes = near.withinKm / kilometresPerDegree;
  const longitudes = latitudes / Math.cos((lat * Math.PI) / 180);
  const metres = `6371008.8 * 2 * asin(sqrt(power(sin(radians(item.lat - :lat) / 2), 2)
    + cos(radians(:lat)) * cos(radians(item.lat)) * power(sin(radians(item.lon - :lon) / 2), 2)))`;
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

import { migration, orderIndexes } from '@huitong/kit';

/** By what the lists are sorted: a page of a hundred times the rows must not sort them all. */
const orders: Readonly<Record<string, readonly string[]>> = {
  building: ['updated_at'],
  ebike_charging_site: ['checked_on', 'updated_at'],
  fire_brigade: ['foam', 'headcount', 'updated_at'],
  fire_unit: ['updated_at'],
  water_source: ['flow', 'last_checked_on', 'updated_at'],
};

export const indexOrders = migration(8, 'index-orders', () =>
  Object.entries(orders).flatMap(([table, columns]) => orderIndexes(table, columns)),
);

import { migration, orderIndexes } from '@huitong/kit';

/** By what the lists are sorted: a page of a hundred times the rows must not sort them all. */
const orders: Readonly<Record<string, readonly string[]>> = {
  accident: ['name', 'updated_at'],
  department: ['name'],
  enterprise: ['name', 'updated_at'],
};

export const indexOrders = migration(5, 'index-orders', () =>
  Object.entries(orders).flatMap(([table, columns]) => orderIndexes(table, columns)),
);

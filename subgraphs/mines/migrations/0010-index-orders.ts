import { migration, orderIndexes } from '@huitong/kit';

/** By what the lists are sorted: a page of a hundred times the rows must not sort them all. */
const orders: Readonly<Record<string, readonly string[]>> = {
  coal_mine: ['updated_at'],
  coal_risk_alert: ['updated_at'],
  hidden_hazard_survey: ['updated_at'],
  mine_licence: ['updated_at'],
  non_coal_mine: ['approved_capacity', 'updated_at'],
  tailings_pond: ['updated_at', 'volume_total'],
};

export const indexOrders = migration(10, 'index-orders', () =>
  Object.entries(orders).flatMap(([table, columns]) => orderIndexes(table, columns)),
);

import { migration, orderIndexes } from '@huitong/kit';

/** By what the lists are sorted: a page of a hundred times the rows must not sort them all. */
const orders: Readonly<Record<string, readonly string[]>> = {
  aging_unit: ['commissioned_on', 'due_on', 'name', 'updated_at'],
  chemical_park: ['name', 'updated_at'],
  filling_station: ['name', 'updated_at'],
  gas_filling_station: ['name', 'updated_at'],
  hazmat_licence: ['licence_no', 'updated_at'],
  industrial_risk_unit: ['name', 'updated_at'],
  leak_alert: ['updated_at'],
  major_hazard: ['exposed_persons', 'name', 'updated_at'],
  pipeline: ['name', 'updated_at'],
  pipeline_station: ['name', 'updated_at'],
  work_permit: ['permit_no', 'updated_at', 'valid_to'],
};

export const indexOrders = migration(11, 'index-orders', () =>
  Object.entries(orders).flatMap(([table, columns]) => orderIndexes(table, columns)),
);

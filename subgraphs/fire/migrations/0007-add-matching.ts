import { enterpriseMatchTable, matchedTable, migration } from '@huitong/kit';

export const addMatching = migration(7, 'add-matching', () => [
  ...enterpriseMatchTable(),
  ...matchedTable('fire_unit', 'FireUnit'),
]);

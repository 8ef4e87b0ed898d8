import { enterpriseMatchTable, matchedTable, migration } from '@huitong/kit';

export const addMatching = migration(9, 'add-matching', () => [
  ...enterpriseMatchTable(),
  ...matchedTable('coal_mine', 'CoalMine'),
  ...matchedTable('tailings_pond', 'TailingsPond'),
]);

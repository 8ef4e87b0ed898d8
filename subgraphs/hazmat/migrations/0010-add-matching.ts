import { enterpriseMatchTable, matchedTable, migration } from '@huitong/kit';

export const addMatching = migration(10, 'add-matching', () => [
  ...enterpriseMatchTable(),
  ...matchedTable('major_hazard', 'MajorHazard'),
]);

import { indexedTable, migration } from '@huitong/kit';

/** What of this subgraph stands in the cross-department index of `commons`. */
export const indexMajorHazards = migration(3, 'index-major-hazards', () => [
  ...indexedTable({
    type: 'MajorHazard',
    table: 'major_hazard',
    name: 'name',
    rank: `right(level, 1)`,
    enterpriseUscc: 'enterprise_uscc',
    located: true,
    conditional: false,
  }),
]);

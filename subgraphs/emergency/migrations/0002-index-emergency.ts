import { indexedTable, migration } from '@huitong/kit';

/** What of this subgraph stands in the cross-department index of `commons`. */
export const indexEmergency = migration(2, 'index-emergency', () => [
  ...indexedTable({
    type: 'RescueTeam',
    table: 'rescue_team',
    name: 'name',
    state: 'readiness',
    enterpriseUscc: 'sponsor_enterprise_uscc',
    located: true,
    conditional: false,
  }),
  ...indexedTable({
    type: 'Warehouse',
    table: 'warehouse',
    name: 'name',
    enterpriseUscc: 'enterprise_uscc',
    located: true,
    conditional: false,
  }),
  ...indexedTable({
    type: 'Shelter',
    table: 'shelter',
    name: 'name',
    state: 'status',
    located: true,
    conditional: false,
  }),
  ...indexedTable({
    type: 'Incident',
    table: 'incident',
    name: 'title',
    state: 'status',
    rank: `array_position(array['EXTRAORDINARY', 'MAJOR', 'LARGE', 'GENERAL'], level)`,
    enterpriseUscc: 'enterprise_uscc',
    located: true,
    conditional: false,
  }),
]);

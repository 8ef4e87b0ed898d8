import { indexedTable, migration } from '@huitong/kit';

/** What of this subgraph stands in the cross-department index of `commons`. */
export const indexFire = migration(2, 'index-fire', () => [
  ...indexedTable({
    type: 'FireUnit',
    table: 'fire_unit',
    name: 'name',
    enterpriseUscc: 'enterprise_uscc',
    located: true,
    conditional: false,
  }),
  ...indexedTable({
    type: 'WaterSource',
    table: 'water_source',
    name: 'name',
    state: `case when usable then 'USABLE' when not usable then 'UNUSABLE' end`,
    located: true,
    conditional: false,
  }),
  ...indexedTable({
    type: 'FireBrigade',
    table: 'fire_brigade',
    name: 'name',
    enterpriseUscc: 'enterprise_uscc',
    located: true,
    conditional: false,
  }),
]);

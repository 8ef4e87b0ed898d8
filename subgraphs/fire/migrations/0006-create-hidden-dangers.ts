import { hiddenDangerTable, indexedTable, migration } from '@huitong/kit';

export const createHiddenDangers = migration(6, 'create-hidden-dangers', () => [
  ...hiddenDangerTable('fire_hidden_danger', { type: 'FireHiddenDanger', objectTypes: ['FIRE_UNIT'] }),
  // Of the parts of a unit only the charging sites stand in the index: they have a place of their own on the map. A
  // building stands at its unit, and devices and events are too many and too short-lived to be looked for by name.
  ...indexedTable({
    type: 'EbikeChargingSite',
    table: 'ebike_charging_site',
    name: 'name',
    state: 'status',
    located: true,
    conditional: false,
  }),
]);

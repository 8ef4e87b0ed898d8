import { hiddenDangerTable, migration } from '@huitong/kit';

/** 危险化学品和工贸事故隐患 with their history, and their place in the cross-department index. */
export const createHiddenDangers = migration(9, 'create-hidden-dangers', () =>
  hiddenDangerTable('hazmat_hidden_danger', {
    type: 'HazmatHiddenDanger',
    objectTypes: ['MAJOR_HAZARD', 'FILLING_STATION', 'GAS_FILLING_STATION', 'INDUSTRIAL_RISK_UNIT'],
  }),
);

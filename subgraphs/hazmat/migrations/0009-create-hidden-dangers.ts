import { hiddenDangerTable, indexedTable, migration } from '@huitong/kit';

/** 危险化学品和工贸事故隐患 with their history, and their place in the cross-department index. */
export const createHiddenDangers = migration(9, 'create-hidden-dangers', () => [
  ...hiddenDangerTable('hazmat_hidden_danger', {
    type: 'HazmatHiddenDanger',
    objectTypes: ['MAJOR_HAZARD', 'FILLING_STATION', 'GAS_FILLING_STATION', 'INDUSTRIAL_RISK_UNIT'],
  }),
  ...indexedTable({
    type: 'HazmatHiddenDanger',
    table: 'hazmat_hidden_danger',
    state: 'state',
    rank: 'severity_rank',
    // Due until the end of its day in the departments' time zone; nothing is due once it is deregistered.
    dueAt: `case when state <> 'DEREGISTERED' then (due_on + 1)::timestamp at time zone 'Asia/Shanghai' end`,
    located: false,
    conditional: true,
  }),
]);

import { dangersFollow, keepMoves, migration, superviseDangers } from '@huitong/kit';

/** 提级督办: departments above raise the supervision of dangers. What moves wrote stays, and dangers follow their objects. */
export const superviseHiddenDangers = migration(12, 'supervise-hidden-dangers', () => [
  ...superviseDangers('hazmat_hidden_danger'),
  ...keepMoves('hazmat_hidden_danger'),
  ...dangersFollow('hazmat_hidden_danger', {
    MAJOR_HAZARD: 'major_hazard',
    FILLING_STATION: 'filling_station',
    GAS_FILLING_STATION: 'gas_filling_station',
    INDUSTRIAL_RISK_UNIT: 'industrial_risk_unit',
  }),
]);

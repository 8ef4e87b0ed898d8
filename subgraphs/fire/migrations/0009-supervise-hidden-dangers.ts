import { dangersFollow, keepMoves, migration, superviseDangers } from '@huitong/kit';

/** 提级督办: departments above raise the supervision of dangers. What moves wrote stays, and dangers follow their objects. */
export const superviseHiddenDangers = migration(9, 'supervise-hidden-dangers', () => [
  ...superviseDangers('fire_hidden_danger'),
  ...keepMoves('fire_hidden_danger'),
  ...dangersFollow('fire_hidden_danger', {
    FIRE_UNIT: 'fire_unit',
  }),
]);

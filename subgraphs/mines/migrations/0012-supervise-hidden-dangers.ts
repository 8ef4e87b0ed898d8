import { dangersFollow, keepMoves, migration, superviseDangers } from '@huitong/kit';

/** 提级督办: departments above raise the supervision of dangers. What moves wrote stays, and dangers follow their objects. */
export const superviseHiddenDangers = migration(12, 'supervise-hidden-dangers', () => [
  ...superviseDangers('mine_hidden_danger'),
  ...keepMoves('mine_hidden_danger'),
  ...dangersFollow('mine_hidden_danger', {
    COAL_MINE: 'coal_mine',
    NON_COAL_MINE: 'non_coal_mine',
    TAILINGS_POND: 'tailings_pond',
  }),
]);

import { hiddenDangerTable, migration } from '@huitong/kit';

/** Dangers get the columns, rules and history of every sector; the rows that are there keep id, state and stamps. */
export const carryHiddenDangers = migration(3, 'carry-hidden-dangers', () => [
  `alter table mine_hidden_danger no force row level security`,
  `create temporary table danger_before on commit drop as select * from mine_hidden_danger`,
  `drop function mine_hidden_danger_index cascade`,
  `drop table mine_hidden_danger`,
  ...hiddenDangerTable('mine_hidden_danger', {
    type: 'MineHiddenDanger',
    objectTypes: ['COAL_MINE', 'NON_COAL_MINE', 'TAILINGS_POND'],
    carryOver: [
      `insert into mine_hidden_danger (id, owner_department, division_code, division_path, source, source_id,
         synthetic, created_at, updated_at, object_type, object_id, level, state, description, found_at, due_on)
       select id, owner_department, division_code, division_path, source, source_id,
         synthetic, created_at, updated_at, 'COAL_MINE', coal_mine_id, level, state, description, found_at, due_on
       from danger_before`,
      `insert into mine_hidden_danger_event (id, owner_department, division_code, division_path, source, source_id,
         synthetic, object_id, object_type, step, transition, to_state, by_department, at)
       select gen_random_uuid(), owner_department, division_code, division_path, 'create', id::text,
         synthetic, id, 'MineHiddenDanger', 1, 'CREATE', state, owner_department, created_at
       from danger_before`,
    ],
  }),
]);

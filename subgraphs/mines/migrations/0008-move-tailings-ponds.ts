import { migration, stateEventTable } from '@huitong/kit';

const tables = ['tailings_pond', 'tailings_pond_event'];

/** A pond's state changes by moves from now on; each that is there gets the first step of its history. */
export const moveTailingsPonds = migration(8, 'move-tailings-ponds', () => [
  `alter table tailings_pond no force row level security`,
  // A life cycle begins somewhere: what was unknown until now counts as operating.
  `update tailings_pond set status = 'OPERATING' where status is null`,
  `alter table tailings_pond alter column status set default 'OPERATING', alter column status set not null`,
  ...stateEventTable({
    table: 'tailings_pond',
    type: 'TailingsPond',
    column: 'status',
    sharing: { rows: 'UNCONDITIONAL' },
  }),
  `alter table tailings_pond_event no force row level security`,
  `insert into tailings_pond_event (id, owner_department, division_code, source, source_id, synthetic,
     object_id, object_type, step, transition, to_state, by_department, at)
   select gen_random_uuid(), owner_department, division_code, 'create', id::text, synthetic,
     id, 'TailingsPond', 1, 'CREATE', status, owner_department, created_at
   from tailings_pond`,
  ...tables.map((table) => `alter table ${table} force row level security`),
  // Dangers are found in every kind of object of this department.
  `alter table mine_hidden_danger drop constraint mine_hidden_danger_object_type_check`,
  `alter table mine_hidden_danger add constraint mine_hidden_danger_object_type_check
     check (object_type in ('COAL_MINE', 'NON_COAL_MINE', 'TAILINGS_POND'))`,
]);

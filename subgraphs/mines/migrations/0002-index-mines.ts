import { indexedTable, migration } from '@huitong/kit';

/** What of this subgraph stands in the cross-department index of `commons`. */
export const indexMines = migration(2, 'index-mines', () => [
  ...indexedTable({
    type: 'CoalMine',
    table: 'coal_mine',
    name: 'name',
    state: 'status',
    enterpriseUscc: 'enterprise_uscc',
    located: true,
    conditional: false,
  }),
  ...indexedTable({
    type: 'TailingsPond',
    table: 'tailings_pond',
    name: 'name',
    state: 'status',
    rank: `right(grade, 1)`,
    enterpriseUscc: 'enterprise_uscc',
    located: true,
    conditional: false,
  }),
  ...indexedTable({
    type: 'MineHiddenDanger',
    table: 'mine_hidden_danger',
    state: 'state',
    rank: `case level when 'MAJOR' then 1 else 2 end`,
    // Due until the end of its day in the departments' time zone; nothing is due once it is deregistered.
    dueAt: `case when state <> 'DEREGISTERED' then (due_on + 1)::timestamp at time zone 'Asia/Shanghai' end`,
    located: false,
    conditional: true,
  }),
]);

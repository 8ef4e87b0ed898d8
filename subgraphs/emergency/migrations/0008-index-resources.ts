import { indexedTable, migration } from '@huitong/kit';

const site = { located: true, conditional: false } as const;

/** What else of this subgraph stands in the cross-department index of `commons`. */
export const indexResources = migration(8, 'index-resources', () => [
  ...indexedTable({ type: 'RescueBase', table: 'rescue_base', name: 'name', ...site }),
  ...indexedTable({
    type: 'Equipment',
    table: 'equipment',
    name: 'name',
    state: 'status',
    enterpriseUscc: 'custodian_uscc',
    dueAt: `case when status <> 'SCRAPPED' then (maintenance_due_on + 1)::timestamp at time zone 'Asia/Shanghai' end`,
    ...site,
  }),
  ...indexedTable({
    type: 'Warning',
    table: 'warning',
    name: 'title',
    state: 'colour',
    rank: `array_position(array['RED', 'ORANGE', 'YELLOW', 'BLUE'], colour)`,
    located: false,
    conditional: false,
  }),
  ...indexedTable({
    type: 'EmergencyPlan',
    table: 'emergency_plan',
    name: 'title',
    state: 'kind',
    enterpriseUscc: 'enterprise_uscc',
    dueAt: `(next_review_on + 1)::timestamp at time zone 'Asia/Shanghai'`,
    located: false,
    conditional: false,
  }),
  ...indexedTable({ type: 'LandingSite', table: 'landing_site', name: 'name', state: 'kind', ...site }),
  ...indexedTable({ type: 'FireAccessRoute', table: 'fire_access_route', name: 'name', ...site }),
  ...indexedTable({
    type: 'EwTerminal',
    table: 'ew_terminal',
    name: 'site_name',
    state: 'site_kind',
    ...site,
  }),
  ...indexedTable({ type: 'MonitoringSite', table: 'monitoring_site', name: 'name', state: 'kind', ...site }),
]);

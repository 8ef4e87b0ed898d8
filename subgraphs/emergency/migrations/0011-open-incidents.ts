import { migration } from '@huitong/kit';

/** What the gateway asks for each second: the few incidents that are open, among all that ever were. */
export const openIncidentsIndex = migration(11, 'open-incidents', () => [
  `create index incident_open on incident (id)
    where status in ('REPORTED', 'RESPONDING') and level is not null and closed_at is null`,
]);

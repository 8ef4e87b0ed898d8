import { type LoaderScope, refuseUnlessGateway } from '@huitong/kit';
import type { OpenIncident } from './generated/resolvers.js';
import { incidentLevels } from './rules/severityRank.js';

/** The schema's `OpenIncidentFeed`. */
export interface OpenIncidentFeed {
  readonly revision: string;
  readonly incidents: OpenIncident[];
}

const levels = `array[${incidentLevels.map((level) => `'${level}'`).join(', ')}]`;

/*
 * Open is what is reported or being responded to. What is under control is not: the measures of the response end then
 * (突发事件应对法, chapter 6), and an incident that flares up again is RESPONDING again. A level that nobody determined
 * opens nothing.
 *
 * Its department has proved that the incident stands in its own area, but may call any division affected: of these
 * count counties of the same city and what lies below them, or a township could open a province.
 *
 * The revision is a digest of what is told: nothing has to be kept, and the same state is the same revision after a
 * restore too.
 */
const text = `with told as (
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', id, 'level', array_position(${levels}, level),
    'divisions', (select jsonb_agg(code order by code) from (
      select division_code as code
      union
      select affected.code from admin_division as affected
      where affected.code = any(affected_divisions) and cardinality(affected.path) >= 3
        and affected.path[2] = division_path[2]) as area),
    'openedAt', to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) order by id), '[]') as incidents
  from incident where status in ('REPORTED', 'RESPONDING') and level is not null and closed_at is null
)
select md5(incidents::text) as revision, incidents from told where md5(incidents::text) is distinct from $1`;

/**
 * The incidents that may open emergency rules now.
 * @param since revision of the answer before; null for the first.
 * @returns null while the revision is still that.
 * @throws Refusal FORBIDDEN for anybody but the gateway.
 */
export async function openIncidentsSince(
  scope: LoaderScope,
  since: string | null,
): Promise<OpenIncidentFeed | null> {
  refuseUnlessGateway(scope.caller);
  const [feed] = await scope.database.query<OpenIncidentFeed>(text, [since], { planned: 'ONCE' });
  return feed ?? null;
}

import { grantToApp, list, ownedTable, setting } from '@huitong/kit';
import { isDepartment, isGateway, seeds } from './partySecurity.js';

const line = `(select ${setting('line')})`;

/**
 * Row condition: the area of an access and that of the caller have something in common. `area` holds its codes without
 * the zeros of a city or a province, so that a county of the city begins with it.
 */
const reaches = `(division_path && ${list('scope')} or exists (
  select from unnest(${list('scope')}) as root, unnest(area) as part where starts_with(root, part)))`;

/**
 * Row security of emergency access: one row for each provider, read by the departments of that line whose area it
 * reaches, by their data administration and audit, and by the gateway, which alone writes it.
 */
export const accessSecurity = (): string[] => [
  ...ownedTable('emergency_access'),
  `alter table emergency_access enable row level security`,
  `alter table emergency_access force row level security`,
  `create policy emergency_access_read on emergency_access for select
    using (${isGateway} or ((provider = ${line} or ${line} in ('DATA', 'AUDIT')) and ${reaches}))`,
  `create policy emergency_access_insert on emergency_access for insert with check (${isGateway} or ${seeds})`,
  `create policy emergency_access_update on emergency_access for update
    using (${isGateway}) with check (${isGateway})`,
  ...grantToApp('emergency_access', 'select, insert, update'),
];

/**
 * Row condition: the caller sees the access of a row, as its provider or as who oversees it. With `offset 0` it is looked
 * up for each row that is met; else PostgreSQL would first read every access there ever was.
 */
const seesAccess = (table: string) =>
  `exists (select from emergency_access as access where access.grant_key = ${table}.grant_key offset 0)`;

/** Row security of duties of disposal: whose duty it is, the providers, and who oversees; the first proves it, once. */
export const disposalSecurity = (): string[] => [
  ...ownedTable('emergency_disposal'),
  `alter table emergency_disposal enable row level security`,
  `alter table emergency_disposal force row level security`,
  `create policy emergency_disposal_read on emergency_disposal for select
    using (${isDepartment('owner_department')} or ${seesAccess('emergency_disposal')})`,
  `create policy emergency_disposal_insert on emergency_disposal for insert with check (${isGateway} or ${seeds})`,
  `create policy emergency_disposal_update on emergency_disposal for update
    using ((${isGateway} or ${isDepartment('owner_department')}) and disposed_at is null)
    with check (${isGateway} or ${isDepartment('owner_department')})`,
  ...grantToApp('emergency_disposal', 'select, insert, update'),
];

const typeOf = (coordinate: string) => `split_part(${coordinate}, '.', 1)`;

/**
 * Use under an emergency grant has no provider of its own: it is seen by each line of which it read something, where
 * the access was announced to it (政务数据共享条例 art. 29).
 */
export const emergencyUsage = (): string[] => [
  `create policy sharing_usage_emergency on sharing_usage for select
    using (grant_id is null and starts_with(grant_key, 'emergency:') and exists (
      select from emergency_access as access, unnest(access.coordinates) as opened
      where access.grant_key = sharing_usage.grant_key and ${typeOf('opened')} = any(
        select ${typeOf('used')} from unnest(sharing_usage.coordinates) as used)))`,
  `create index sharing_usage_emergency_grant on sharing_usage (grant_key, at) where grant_id is null`,
];

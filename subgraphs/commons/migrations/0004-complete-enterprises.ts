import { departmentLines } from '@huitong/contract';
import { migration } from '@huitong/kit';

export const completeEnterprises = migration(4, 'complete-enterprises', () => [
  `alter table enterprise
    add column dishonest_since date,
    add column dishonest_until date,
    add column dishonest_reason text check (length(dishonest_reason) between 1 and 1000),
    add column watch_lists jsonb not null default '[]' check (jsonb_typeof(watch_lists) = 'array'),
    add check (dishonest_until >= dishonest_since),
    add check (dishonest_since is not null or (dishonest_until is null and dishonest_reason is null))`,
  `create index enterprise_dishonest on enterprise (dishonest_since) where dishonest_since is not null`,
  // What lies below a division: its villages, for many divisions at once.
  `create index admin_division_path on admin_division using gin (path)`,
  `alter table department
    add check (line in (${departmentLines.map((line) => `'${line}'`).join(', ')})),
    add check (parent_uscc <> uscc)`,
]);

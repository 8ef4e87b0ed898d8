import {
  locatedColumns,
  locatedTable,
  migration,
  ownedColumns,
  ownedTable,
  rowSecurity,
  searchColumn,
  searchIndex,
} from '@huitong/kit';

export const createCommons = migration(1, 'create-commons', () => [
  `create table enterprise (${ownedColumns}, ${locatedColumns},
    uscc text not null unique check (length(uscc) = 18),
    name text not null check (length(name) between 1 and 200),
    ${searchColumn('name')},
    sector text check (sector in ('COAL', 'NON_COAL_MINING', 'CHEMICALS', 'INDUSTRY', 'COMMERCE', 'OTHER')),
    address text check (length(address) between 1 and 400),
    risk_tier text check (risk_tier in ('LOW', 'GENERAL', 'HIGH')),
    safety_manager_name text,
    safety_manager_phone text
  )`,
  ...ownedTable('enterprise'),
  ...locatedTable('enterprise'),
  searchIndex('enterprise', 'name'),
  ...rowSecurity('enterprise', { rows: 'UNCONDITIONAL' }),

  `create table enterprise_supervisor (${ownedColumns},
    enterprise_id uuid not null references enterprise (id) on delete cascade,
    department_uscc text not null check (length(department_uscc) = 18),
    role text not null check (role in ('SECTOR_LEAD', 'SECTOR_SUPERVISION', 'SPECIALITY_SUPERVISION', 'LICENSING')),
    basis text,
    unique (enterprise_id, department_uscc, role)
  )`,
  ...ownedTable('enterprise_supervisor'),
  ...rowSecurity('enterprise_supervisor', { rows: 'UNCONDITIONAL' }),

  `create table department (${ownedColumns},
    uscc text not null unique check (length(uscc) = 18),
    name text not null check (length(name) between 1 and 200),
    ${searchColumn('name')},
    line text not null,
    parent_uscc text check (length(parent_uscc) = 18),
    sharing_officer_phone text
  )`,
  ...ownedTable('department'),
  searchIndex('department', 'name'),
  `create index department_parent on department (parent_uscc)`,
  `create index department_division_code on department (division_code)`,
  ...rowSecurity('department', { rows: 'UNCONDITIONAL' }),
]);

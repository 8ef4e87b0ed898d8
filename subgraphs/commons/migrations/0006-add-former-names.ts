import { migration, ownedColumns, ownedTable, rowSecurity, searchColumn, searchIndex } from '@huitong/kit';

/** 曾用名: what an enterprise was called before, and until when; files of before call it so. */
export const addFormerNames = migration(6, 'add-former-names', () => [
  `create table enterprise_former_name (${ownedColumns},
    enterprise_id uuid not null references enterprise (id) on delete cascade,
    name text not null check (length(name) between 1 and 200),
    ${searchColumn('name')},
    valid_from date check (valid_from between '1900-01-01' and '2200-12-31'),
    valid_to date check (valid_to between '1900-01-01' and '2200-12-31'),
    constraint enterprise_former_name_days check (valid_to >= valid_from)
  )`,
  ...ownedTable('enterprise_former_name'),
  searchIndex('enterprise_former_name', 'name'),
  `create index enterprise_former_name_of on enterprise_former_name (enterprise_id, valid_to)`,
  ...rowSecurity('enterprise_former_name', { rows: 'UNCONDITIONAL' }),
]);

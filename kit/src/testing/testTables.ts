import { Column, Entity } from 'typeorm';
import { migration } from '../database/migrations.js';
import { LocatedRow, OwnedRow } from '../database/rows.js';
import {
  locatedColumns,
  locatedTable,
  ownedColumns,
  ownedTable,
  rowSecurity,
  searchColumn,
  searchIndex,
} from '../database/tables.js';

/** Kit's own example of an open table, for kit's tests: anybody reads, the owner writes. */
@Entity('test_site')
export class TestSite extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer', nullable: true })
  depth!: number | null;

  @Column({ type: 'float8', nullable: true })
  volume!: number | null;

  @Column({ type: 'date', nullable: true })
  since!: string | null;

  @Column({ type: 'boolean', nullable: true })
  open!: boolean | null;

  /** Set by the tests to instants that differ by microseconds only. */
  @Column({ name: 'seen_at', type: 'timestamptz', nullable: true })
  seenAt!: string | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;
}

/** Kit's own example of a table whose rows others see by grant only. */
@Entity('test_finding')
export class TestFinding extends OwnedRow {
  @Column({ name: 'site_id', type: 'uuid' })
  siteId!: string;

  @Column({ type: 'text' })
  code!: string;
}

export const testMigrations = [
  migration(1, 'create-test-tables', () => [
    `create table test_site (${ownedColumns}, ${locatedColumns},
      name text not null check (length(name) between 1 and 200),
      ${searchColumn('name')},
      depth integer,
      volume float8,
      since date,
      open boolean,
      seen_at timestamptz,
      phone text
    )`,
    ...ownedTable('test_site'),
    ...locatedTable('test_site'),
    searchIndex('test_site', 'name'),
    ...rowSecurity('test_site', { rows: 'UNCONDITIONAL' }),
    `create table test_finding (${ownedColumns},
      site_id uuid not null references test_site (id),
      code text not null unique
    )`,
    ...ownedTable('test_finding'),
    ...rowSecurity('test_finding', { rows: 'CONDITIONAL', type: 'TestFinding' }),
  ]),
];

import { Column, PrimaryColumn } from 'typeorm';

/**
 * What every shared row begins with: an id of ours, its one source department (数源部门), where it belongs, and
 * where it came from. `divisionPath` is filled in by the database from the division.
 */
export abstract class OwnedRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** USCC of the source department. */
  @Column({ name: 'owner_department', type: 'text' })
  ownerDepartment!: string;

  @Column({ name: 'division_code', type: 'text' })
  divisionCode!: string;

  /** Codes of the division's ancestors and of itself. */
  @Column({ name: 'division_path', type: 'text', array: true, insert: false, update: false })
  divisionPath!: string[];

  /** System or file the row came from; with `sourceId` and the owner its natural key. */
  @Column({ type: 'text' })
  source!: string;

  @Column({ name: 'source_id', type: 'text', nullable: true })
  sourceId!: string | null;

  /** Invented for demonstration. */
  @Column({ type: 'boolean', default: false })
  synthetic!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt!: string;

  @Column({ name: 'updated_at', type: 'timestamptz', insert: false, update: false })
  updatedAt!: string;
}

/** A row that stands at a point on the ground, WGS-84 whatever the source's reference system was. */
export abstract class LocatedRow extends OwnedRow {
  @Column({ type: 'float8', nullable: true })
  lat!: number | null;

  @Column({ type: 'float8', nullable: true })
  lon!: number | null;

  @Column({ type: 'text', default: 'WGS84' })
  crs!: 'WGS84' | 'CGCS2000' | 'GCJ02';
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { DepartmentLine, Purpose, ShareAttribute } from '@huitong/contract';
import type { CatalogEntryState, DataGrade, ShareMode, UpdateFrequency } from '../generated/resolvers.js';
import type { CatalogItemContent } from '../rules/catalogueContent.js';

/** 政务数据目录条目, in its present version; generated from the schema (政务数据共享条例 art. 13). */
@Entity('catalog_entry')
export class CatalogEntry extends OwnedRow {
  /** 目录编号, `mines/coal-mine`. */
  @Column({ type: 'text' })
  entry!: string;

  @Column({ name: 'type_name', type: 'text' })
  typeName!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'text', array: true })
  providers!: DepartmentLine[];

  @Column({ type: 'text' })
  format!: string;

  @Column({ name: 'update_frequency', type: 'text' })
  updateFrequency!: UpdateFrequency;

  @Column({ type: 'text' })
  attribute!: ShareAttribute;

  @Column({ type: 'text', array: true })
  purposes!: Purpose[];

  @Column({ type: 'text', nullable: true })
  basis!: string | null;

  @Column({ type: 'text' })
  mode!: ShareMode;

  @Column({ type: 'text', nullable: true })
  conditions!: string | null;

  @Column({ type: 'text' })
  grade!: DataGrade;

  /** Those of the schema, then those that are gone. */
  @Column({ type: 'jsonb' })
  items!: CatalogItemContent[];

  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'changed_at', type: 'timestamptz' })
  changedAt!: string;

  @Column({ type: 'text' })
  state!: CatalogEntryState;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: string | null;

  @Column({ name: 'update_due_at', type: 'timestamptz' })
  updateDueAt!: string;

  @Column({ name: 'extension_working_days', type: 'integer', nullable: true })
  extensionWorkingDays!: number | null;

  @Column({ name: 'extension_reason', type: 'text', nullable: true })
  extensionReason!: string | null;

  @Column({ name: 'review_due_at', type: 'timestamptz' })
  reviewDueAt!: string;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { InspectionMode } from '../generated/resolvers.js';

/** 入企检查, filed before it is held; DOMAIN items 104 and 105. */
@Entity('enterprise_inspection')
export class EnterpriseInspection extends OwnedRow {
  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  @Column({ type: 'text' })
  topic!: string;

  @Column({ type: 'text', array: true })
  items!: string[];

  /** USCCs of the departments that come along. */
  @Column({ name: 'joint_departments', type: 'text', array: true })
  jointDepartments!: string[];

  @Column({ type: 'text' })
  mode!: InspectionMode;

  @Column({ type: 'integer', nullable: true })
  persons!: number | null;

  @Column({ name: 'filed_at', type: 'timestamptz' })
  filedAt!: string;

  @Column({ name: 'planned_on', type: 'date' })
  plannedOn!: string;

  @Column({ name: 'scanned_at', type: 'timestamptz', nullable: true })
  scannedAt!: string | null;

  @Column({ name: 'trace_id', type: 'text', nullable: true })
  traceId!: string | null;

  @Column({ type: 'boolean', default: false })
  cancelled!: boolean;
}

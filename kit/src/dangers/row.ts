import { Column } from 'typeorm';
import { OwnedRow } from '../database/rows.js';
import { governmentLevels } from '../states/mover.js';

/** Values of the prelude's enums. */
export const dangerLevels = ['GENERAL', 'MAJOR'] as const;
export type DangerLevel = (typeof dangerLevels)[number];
export const dangerStates = [
  'FOUND',
  'REPORTED',
  'LISTED',
  'RECTIFYING',
  'SUSPENDED_PRODUCTION',
  'SELF_ACCEPTED',
  'REVIEWED',
  'DEREGISTERED',
  'REOPENED',
] as const;
export type DangerState = (typeof dangerStates)[number];
export const supervisionLevels = governmentLevels;
export const loopStages = ['FOUND', 'HANDED_OVER', 'PUBLISHED', 'SUPERVISED', 'ASSESSED'] as const;

/** 事故隐患: what a hidden danger of any sector holds (DOMAIN §1.7, items 85 to 89). A sector's entity extends it. */
export abstract class HiddenDangerRow extends OwnedRow {
  /** Kind of the object concerned, as the sector calls it. */
  @Column({ name: 'object_type', type: 'text' })
  objectType!: string;

  @Column({ name: 'object_id', type: 'uuid' })
  objectId!: string;

  @Column({ type: 'text' })
  level!: DangerLevel;

  /** 1 for MAJOR, 2 for GENERAL. */
  @Column({ name: 'severity_rank', type: 'integer', insert: false, update: false })
  severityRank!: number;

  @Column({ type: 'text' })
  state!: DangerState;

  @Column({ type: 'text' })
  description!: string;

  @Column({ name: 'found_at', type: 'timestamptz' })
  foundAt!: string;

  @Column({ name: 'self_reported', type: 'boolean', nullable: true })
  selfReported!: boolean | null;

  @Column({ name: 'reported_to_regulator_at', type: 'timestamptz', nullable: true })
  reportedToRegulatorAt!: string | null;

  @Column({ name: 'reported_to_staff_at', type: 'timestamptz', nullable: true })
  reportedToStaffAt!: string | null;

  @Column({ name: 'supervision_level', type: 'text', nullable: true })
  supervisionLevel!: (typeof supervisionLevels)[number] | null;

  /** USCC of the department above its own that has taken over its supervision; null while its own supervises, and once it is lifted. */
  @Column({ name: 'supervised_by', type: 'text', nullable: true })
  supervisedBy!: string | null;

  @Column({ name: 'listed_at', type: 'timestamptz', nullable: true })
  listedAt!: string | null;

  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;

  @Column({ type: 'text', nullable: true })
  cause!: string | null;

  @Column({ type: 'text', nullable: true })
  accountability!: string | null;

  @Column({ name: 'immediate_rectification', type: 'text', nullable: true })
  immediateRectification!: string | null;

  @Column({ name: 'source_treatment', type: 'text', nullable: true })
  sourceTreatment!: string | null;

  @Column({ name: 'loop_stage', type: 'text', nullable: true })
  loopStage!: (typeof loopStages)[number] | null;

  @Column({ name: 'production_suspended_at', type: 'timestamptz', nullable: true })
  productionSuspendedAt!: string | null;

  @Column({ name: 'self_accepted_at', type: 'timestamptz', nullable: true })
  selfAcceptedAt!: string | null;

  @Column({ name: 'reviewed_at', type: 'timestamptz', nullable: true })
  reviewedAt!: string | null;

  @Column({ name: 'review_conclusion', type: 'text', nullable: true })
  reviewConclusion!: string | null;

  @Column({ name: 'deregistered_at', type: 'timestamptz', nullable: true })
  deregisteredAt!: string | null;

  @Column({ type: 'integer', default: 0 })
  reopenings!: number;
}

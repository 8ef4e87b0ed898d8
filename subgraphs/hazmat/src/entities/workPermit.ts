import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  PermitApprover,
  WorkPermitLevel,
  WorkPermitState,
  WorkPermitType,
} from '../generated/resolvers.js';
import type { GasTest, HotWorkSituation } from '../rules/gb30871.js';

/** 特殊作业票 Permit for special work (GB 30871-2022). */
@Entity('work_permit')
export class WorkPermit extends LocatedRow {
  @Column({ name: 'permit_no', type: 'text' })
  permitNo!: string;

  @Column({ type: 'text' })
  type!: WorkPermitType;

  @Column({ type: 'text', nullable: true })
  level!: WorkPermitLevel | null;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ name: 'major_hazard_id', type: 'uuid', nullable: true })
  majorHazardId!: string | null;

  @Column({ type: 'text', nullable: true })
  place!: string | null;

  @Column({ type: 'text', nullable: true })
  content!: string | null;

  @Column({ name: 'contractor_uscc', type: 'text', nullable: true })
  contractorUscc!: string | null;

  @Column({ name: 'valid_from', type: 'timestamptz' })
  validFrom!: string;

  @Column({ name: 'valid_to', type: 'timestamptz' })
  validTo!: string;

  @Column({ type: 'text' })
  state!: WorkPermitState;

  @Column({ name: 'height_metres', type: 'float8', nullable: true })
  heightMetres!: number | null;

  @Column({ name: 'lifted_mass_tonnes', type: 'float8', nullable: true })
  liftedMassTonnes!: number | null;

  @Column({ name: 'special_circumstances', type: 'boolean', nullable: true })
  specialCircumstances!: boolean | null;

  @Column({ type: 'text', nullable: true })
  isolation!: string | null;

  /** Personal data. */
  @Column({ name: 'guardian_name', type: 'text', nullable: true })
  guardianName!: string | null;

  @Column({ name: 'approved_by', type: 'text', nullable: true })
  approvedBy!: PermitApprover | null;

  /** Personal data. */
  @Column({ name: 'approver_name', type: 'text', nullable: true })
  approverName!: string | null;

  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true })
  approvedAt!: string | null;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: string | null;

  @Column({ name: 'revoked_reason', type: 'text', nullable: true })
  revokedReason!: string | null;

  @Column({ name: 'hot_work_situation', type: 'jsonb', nullable: true })
  hotWorkSituation!: HotWorkSituation | null;

  @Column({ name: 'gas_tests', type: 'jsonb' })
  gasTests!: GasTest[];
}

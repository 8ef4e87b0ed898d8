import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { SharingDisputeState } from '../generated/resolvers.js';

/** 共享争议, 政务数据共享条例 art. 28; owned by the department that raised it. */
@Entity('sharing_dispute')
export class SharingDispute extends OwnedRow {
  @Column({ name: 'counterpart_department', type: 'text' })
  counterpartDepartment!: string;

  @Column({ name: 'application_id', type: 'uuid', nullable: true })
  applicationId!: string | null;

  @Column({ name: 'grant_id', type: 'uuid', nullable: true })
  grantId!: string | null;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  claim!: string;

  @Column({ type: 'text' })
  state!: SharingDisputeState;

  @Column({ name: 'raised_at', type: 'timestamptz' })
  raisedAt!: string;

  @Column({ type: 'text', nullable: true })
  settlement!: string | null;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { Purpose, ShareMode, SharingGrantState } from '../generated/resolvers.js';

/** 共享授权; owned by the provider. Its width never changes after it is made (migrations, `changeable`). */
@Entity('sharing_grant')
export class SharingGrant extends OwnedRow {
  @Column({ name: 'application_id', type: 'uuid' })
  applicationId!: string;

  @Column({ type: 'text' })
  department!: string;

  @Column({ type: 'text' })
  purpose!: Purpose;

  @Column({ type: 'text', array: true })
  coordinates!: string[];

  @Column({ type: 'text', array: true })
  divisions!: string[];

  @Column({ type: 'text' })
  mode!: ShareMode;

  @Column({ name: 'rate_per_minute', type: 'integer', nullable: true })
  ratePerMinute!: number | null;

  @Column({ name: 'rows_per_day', type: 'integer', nullable: true })
  rowsPerDay!: number | null;

  @Column({ type: 'boolean' })
  unmask!: boolean;

  @Column({ type: 'text', nullable: true })
  incident!: string | null;

  @Column({ name: 'starts_at', type: 'timestamptz' })
  startsAt!: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: string;

  @Column({ type: 'text' })
  state!: SharingGrantState;

  @Column({ name: 'approved_at', type: 'timestamptz' })
  approvedAt!: string;

  @Column({ name: 'shared_at', type: 'timestamptz', nullable: true })
  sharedAt!: string | null;

  @Column({ name: 'external_authorisation_number', type: 'text', nullable: true })
  externalAuthorisationNumber!: string | null;

  @Column({ name: 'suspended_at', type: 'timestamptz', nullable: true })
  suspendedAt!: string | null;

  @Column({ name: 'suspension_reason', type: 'text', nullable: true })
  suspensionReason!: string | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: string | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: string | null;

  @Column({ name: 'disposal_method', type: 'text', nullable: true })
  disposalMethod!: string | null;

  @Column({ name: 'disposal_statement', type: 'text', nullable: true })
  disposalStatement!: string | null;

  @Column({ name: 'disposal_evidence_hash', type: 'text', nullable: true })
  disposalEvidenceHash!: string | null;

  @Column({ name: 'disposed_at', type: 'timestamptz', nullable: true })
  disposedAt!: string | null;
}

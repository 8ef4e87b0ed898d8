import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { SpecialOperatorTrade } from '../generated/resolvers.js';

/** 特种作业操作证 Certificate of a special operator. */
@Entity('special_operator_cert')
export class SpecialOperatorCert extends OwnedRow {
  /** Personal data. */
  @Column({ name: 'cert_no', type: 'text', nullable: true })
  certNo!: string | null;

  /** Personal data. */
  @Column({ name: 'holder_name', type: 'text', nullable: true })
  holderName!: string | null;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text' })
  trade!: SpecialOperatorTrade;

  @Column({ type: 'text', nullable: true })
  authority!: string | null;

  @Column({ name: 'valid_from', type: 'date', nullable: true })
  validFrom!: string | null;

  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;

  @Column({ name: 'reviewed_on', type: 'date', nullable: true })
  reviewedOn!: string | null;

  @Column({ type: 'boolean', nullable: true })
  verified!: boolean | null;

  @Column({ name: 'verified_on', type: 'date', nullable: true })
  verifiedOn!: string | null;

  @Column({ type: 'boolean', nullable: true })
  revoked!: boolean | null;

  @Column({ name: 'revoked_reason', type: 'text', nullable: true })
  revokedReason!: string | null;
}

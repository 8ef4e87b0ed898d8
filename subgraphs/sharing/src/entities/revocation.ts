import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { RevocationKind } from '../generated/resolvers.js';

/** 撤销 of a department, subject, key or token; owned by the data administration. */
@Entity('revocation')
export class Revocation extends OwnedRow {
  @Column({ type: 'text' })
  kind!: RevocationKind;

  @Column({ type: 'text' })
  value!: string;

  @Column({ type: 'timestamptz' })
  since!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'lifted_at', type: 'timestamptz', nullable: true })
  liftedAt!: string | null;

  @Column({ name: 'lift_reason', type: 'text', nullable: true })
  liftReason!: string | null;
}

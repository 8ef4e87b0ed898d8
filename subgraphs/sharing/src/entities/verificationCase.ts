import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { VerificationState } from '../generated/resolvers.js';

/** 数据校核, 政务数据共享条例 art. 26; owned by the department that asks. */
@Entity('verification_case')
export class VerificationCase extends OwnedRow {
  @Column({ name: 'provider_department', type: 'text' })
  providerDepartment!: string;

  @Column({ name: 'grant_id', type: 'uuid', nullable: true })
  grantId!: string | null;

  @Column({ type: 'text' })
  coordinate!: string;

  @Column({ name: 'entity_key', type: 'text' })
  entityKey!: string;

  @Column({ type: 'text' })
  problem!: string;

  @Column({ type: 'text' })
  evidence!: string;

  @Column({ type: 'text' })
  state!: VerificationState;

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: string;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: string;

  @Column({ type: 'text', nullable: true })
  reply!: string | null;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { CalloutChannel } from '../generated/resolvers.js';

/** 预警叫应, DOMAIN §2.6. */
@Entity('warning_callout')
export class WarningCallout extends OwnedRow {
  @Column({ name: 'warning_id', type: 'uuid' })
  warningId!: string;

  @Column({ type: 'text', nullable: true })
  post!: string | null;

  @Column({ name: 'person_name', type: 'text', nullable: true })
  personName!: string | null;

  @Column({ name: 'person_phone', type: 'text', nullable: true })
  personPhone!: string | null;

  @Column({ type: 'text' })
  channel!: CalloutChannel;

  @Column({ name: 'called_at', type: 'timestamptz' })
  calledAt!: string;

  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true })
  acknowledgedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  feedback!: string | null;

  @Column({ name: 'feedback_at', type: 'timestamptz', nullable: true })
  feedbackAt!: string | null;
}

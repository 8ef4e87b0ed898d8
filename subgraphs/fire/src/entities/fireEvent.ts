import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { FireEventConfirmation, FireEventKind } from '../generated/resolvers.js';
import type { Confirmation } from '../rules/confirmation.js';

/** 消防物联网事件, DOMAIN item 74. */
@Entity('fire_event')
export class FireEvent extends OwnedRow {
  @Column({ name: 'fire_unit_id', type: 'uuid' })
  fireUnitId!: string;

  @Column({ name: 'fire_iot_device_id', type: 'uuid', nullable: true })
  fireIotDeviceId!: string | null;

  @Column({ type: 'text' })
  kind!: FireEventKind;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: string;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: string | null;

  /** The device said so in bit 0 of the same word. */
  @Column({ name: 'under_test', type: 'boolean', nullable: true })
  underTest!: boolean | null;

  /** For alarms only. */
  @Column({ type: 'text', nullable: true })
  confirmed!: FireEventConfirmation | null;

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: string | null;

  /** USCC of the department that confirmed last. */
  @Column({ name: 'confirmed_by', type: 'text', nullable: true })
  confirmedBy!: string | null;

  /** Every confirmation in time order. */
  @Column({ type: 'jsonb', default: [] })
  confirmations!: Confirmation[];
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { ResponseLevel } from '../generated/resolvers.js';

/** 应急响应启动, DOMAIN §2.6. */
@Entity('response_activation')
export class ResponseActivation extends OwnedRow {
  @Column({ name: 'incident_id', type: 'uuid', nullable: true })
  incidentId!: string | null;

  @Column({ name: 'warning_id', type: 'uuid', nullable: true })
  warningId!: string | null;

  @Column({ type: 'text' })
  item!: string;

  @Column({ type: 'text' })
  level!: ResponseLevel;

  @Column({ name: 'activated_at', type: 'timestamptz' })
  activatedAt!: string;

  @Column({ name: 'expected_until', type: 'timestamptz', nullable: true })
  expectedUntil!: string | null;

  @Column({ type: 'text' })
  measures!: string;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: string | null;
}

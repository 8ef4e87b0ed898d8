import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 介质泄漏报警 Alert of a leak at a major hazard. */
@Entity('leak_alert')
export class LeakAlert extends OwnedRow {
  @Column({ name: 'major_hazard_id', type: 'uuid' })
  majorHazardId!: string;

  @Column({ type: 'text' })
  medium!: string;

  @Column({ type: 'text', nullable: true })
  place!: string | null;

  @Column({ name: 'concentration_ppm', type: 'float8', nullable: true })
  concentrationPpm!: number | null;

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: string;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: string | null;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: string | null;
}

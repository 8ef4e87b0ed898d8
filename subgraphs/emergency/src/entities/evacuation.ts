import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 撤避转移, DOMAIN §2.6. */
@Entity('evacuation')
export class Evacuation extends OwnedRow {
  @Column({ name: 'incident_id', type: 'uuid', nullable: true })
  incidentId!: string | null;

  @Column({ name: 'warning_id', type: 'uuid', nullable: true })
  warningId!: string | null;

  @Column({ name: 'shelter_id', type: 'uuid', nullable: true })
  shelterId!: string | null;

  /** 人 */
  @Column({ type: 'integer' })
  headcount!: number;

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: string;

  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true })
  completedAt!: string | null;

  @Column({ name: 'returned_at', type: 'timestamptz', nullable: true })
  returnedAt!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 救灾物资需求, DOMAIN §2.6. */
@Entity('relief_need')
export class ReliefNeed extends OwnedRow {
  @Column({ name: 'incident_id', type: 'uuid' })
  incidentId!: string;

  @Column({ name: 'category_code', type: 'text' })
  categoryCode!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text' })
  unit!: string;

  @Column({ type: 'float8' })
  quantity!: number;

  @Column({ name: 'reported_at', type: 'timestamptz' })
  reportedAt!: string;
}

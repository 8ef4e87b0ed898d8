import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 企业安静期, DOMAIN item 103. */
@Entity('quiet_period')
export class QuietPeriod extends OwnedRow {
  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  @Column({ name: 'from_on', type: 'date' })
  from!: string;

  @Column({ name: 'to_on', type: 'date' })
  to!: string;

  @Column({ type: 'text', nullable: true })
  basis!: string | null;
}

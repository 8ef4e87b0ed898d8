import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { AgingUnitKind, AgingUnitStatus } from '../generated/resolvers.js';

/** 老旧装置 Aging process unit, tank or depot on the account of renovation. */
@Entity('aging_unit')
export class AgingUnit extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  kind!: AgingUnitKind | null;

  @Column({ name: 'commissioned_on', type: 'date', nullable: true })
  commissionedOn!: string | null;

  @Column({ name: 'design_life_years', type: 'integer', nullable: true })
  designLifeYears!: number | null;

  @Column({ type: 'text' })
  status!: AgingUnitStatus;

  @Column({ name: 'assessed_on', type: 'date', nullable: true })
  assessedOn!: string | null;

  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;

  @Column({ name: 'closed_on', type: 'date', nullable: true })
  closedOn!: string | null;
}

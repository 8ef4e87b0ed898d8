import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { AdministrativeLevel, PlanKind } from '../generated/resolvers.js';

/** 应急预案, DOMAIN §2.6. */
@Entity('emergency_plan')
export class EmergencyPlan extends OwnedRow {
  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  kind!: PlanKind;

  @Column({ type: 'text', nullable: true })
  level!: AdministrativeLevel | null;

  /** USCC of the enterprise. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  version!: string | null;

  @Column({ name: 'approved_on', type: 'date', nullable: true })
  approvedOn!: string | null;

  @Column({ name: 'next_review_on', type: 'date', nullable: true })
  nextReviewOn!: string | null;

  @Column({ type: 'date', nullable: true })
  deadline!: string | null;
}

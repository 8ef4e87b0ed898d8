import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { DisasterType, DrillKind, DrillLevel } from '../generated/resolvers.js';

/** 应急演练, DOMAIN §2.6. */
@Entity('drill')
export class Drill extends OwnedRow {
  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  kind!: DrillKind;

  @Column({ type: 'text' })
  level!: DrillLevel;

  @Column({ type: 'text', nullable: true })
  hazard!: DisasterType | null;

  @Column({ name: 'held_at', type: 'timestamptz' })
  heldAt!: string;

  /** USCC of the enterprise. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ name: 'plan_id', type: 'uuid', nullable: true })
  planId!: string | null;

  /** 人 */
  @Column({ type: 'integer', nullable: true })
  participants!: number | null;

  @Column({ name: 'unannounced_claimed', type: 'boolean', nullable: true })
  unannouncedClaimed!: boolean | null;

  /** USCC of the department. */
  @Column({ name: 'unannounced_assessed_by', type: 'text', nullable: true })
  unannouncedAssessedBy!: string | null;

  @Column({ name: 'unannounced_assessed_on', type: 'date', nullable: true })
  unannouncedAssessedOn!: string | null;

  @Column({ name: 'unannounced_accepted', type: 'boolean', nullable: true })
  unannouncedAccepted!: boolean | null;

  @Column({ type: 'text', nullable: true })
  evaluation!: string | null;
}

import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { EnterpriseSector, RiskTier } from '../generated/resolvers.js';

/** 企业, DOMAIN §1.8. */
@Entity('enterprise')
export class Enterprise extends LocatedRow {
  @Column({ type: 'text' })
  uscc!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  sector!: EnterpriseSector | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ name: 'risk_tier', type: 'text', nullable: true })
  riskTier!: RiskTier | null;

  @Column({ name: 'safety_manager_name', type: 'text', nullable: true })
  safetyManagerName!: string | null;

  @Column({ name: 'safety_manager_phone', type: 'text', nullable: true })
  safetyManagerPhone!: string | null;
}

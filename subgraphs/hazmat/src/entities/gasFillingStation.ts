import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { GasFillingKind, HazmatRiskTier } from '../generated/resolvers.js';

/** 气体充装站 Station that fills gas cylinders. */
@Entity('gas_filling_station')
export class GasFillingStation extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  kind!: GasFillingKind | null;

  @Column({ type: 'text', nullable: true })
  gases!: string | null;

  @Column({ name: 'risk_assessed_on', type: 'date', nullable: true })
  riskAssessedOn!: string | null;

  @Column({ name: 'risk_tier', type: 'text', nullable: true })
  riskTier!: HazmatRiskTier | null;

  @Column({ name: 'cylinder_tracing', type: 'boolean', nullable: true })
  cylinderTracing!: boolean | null;
}

import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { HazmatRiskTier, IndustrialRiskKind } from '../generated/resolvers.js';

/** 冶金工贸风险单元 Unit of risk in metallurgy and industry. */
@Entity('industrial_risk_unit')
export class IndustrialRiskUnit extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text' })
  kind!: IndustrialRiskKind;

  @Column({ name: 'hazardous_quantity_tonnes', type: 'float8', nullable: true })
  hazardousQuantityTonnes!: number | null;

  @Column({ name: 'persons_at_peak', type: 'integer', nullable: true })
  personsAtPeak!: number | null;

  @Column({ name: 'risk_tier', type: 'text', nullable: true })
  riskTier!: HazmatRiskTier | null;

  @Column({ name: 'monitoring_connected', type: 'boolean', nullable: true })
  monitoringConnected!: boolean | null;

  @Column({ name: 'last_inspected_on', type: 'date', nullable: true })
  lastInspectedOn!: string | null;
}

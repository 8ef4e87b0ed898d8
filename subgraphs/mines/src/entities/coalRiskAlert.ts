import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { CoalRiskAlertLevel } from '../generated/resolvers.js';

/** One step of an alert's handling, as jsonb keeps it. */
export interface AlertStep {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
}

/** 煤矿风险预警, DOMAIN §1.2 item 45. */
@Entity('coal_risk_alert')
export class CoalRiskAlert extends OwnedRow {
  @Column({ name: 'coal_mine_id', type: 'uuid' })
  coalMineId!: string;

  @Column({ type: 'text' })
  level!: CoalRiskAlertLevel;

  @Column({ type: 'text' })
  indicator!: string;

  @Column({ name: 'raised_at', type: 'timestamptz' })
  raisedAt!: string;

  /** In order of time. */
  @Column({ type: 'jsonb', nullable: true })
  chain!: AlertStep[] | null;

  @Column({ name: 'cleared_at', type: 'timestamptz', nullable: true })
  clearedAt!: string | null;

  @Column({ name: 'cleared_by_name', type: 'text', nullable: true })
  clearedByName!: string | null;
}

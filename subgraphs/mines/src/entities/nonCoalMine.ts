import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  MineConsolidationStage,
  MineStatus,
  MiningMethod,
  NonCoalHazard,
} from '../generated/resolvers.js';

/** 非煤矿山, DOMAIN §2.3. */
@Entity('non_coal_mine')
export class NonCoalMine extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  status!: MineStatus | null;

  @Column({ type: 'text', nullable: true })
  mineral!: string | null;

  @Column({ name: 'mining_method', type: 'text', nullable: true })
  miningMethod!: MiningMethod | null;

  @Column({ type: 'text', array: true, nullable: true })
  hazards!: NonCoalHazard[] | null;

  /** 万吨/年 */
  @Column({ name: 'approved_capacity', type: 'float8', nullable: true })
  approvedCapacityWanTonnesPerYear!: number | null;

  @Column({ name: 'depth_max', type: 'float8', nullable: true })
  depthMaxMetres!: number | null;

  @Column({ name: 'slope_height', type: 'float8', nullable: true })
  slopeHeightMetres!: number | null;

  @Column({ name: 'mechanised_scaling', type: 'boolean', nullable: true })
  mechanisedScaling!: boolean | null;

  @Column({ name: 'intelligent_pilot', type: 'boolean', nullable: true })
  intelligentPilot!: boolean | null;

  @Column({ type: 'text', nullable: true })
  consolidation!: MineConsolidationStage | null;

  @Column({ name: 'management_tiers', type: 'integer', nullable: true })
  managementTiers!: number | null;

  @Column({ type: 'integer', nullable: true })
  workforce!: number | null;

  @Column({ name: 'underground_max', type: 'integer', nullable: true })
  undergroundMax!: number | null;

  @Column({ name: 'monitoring_connected', type: 'boolean', nullable: true })
  monitoringConnected!: boolean | null;

  @Column({ name: 'principal_name', type: 'text', nullable: true })
  principalName!: string | null;

  @Column({ name: 'principal_phone', type: 'text', nullable: true })
  principalPhone!: string | null;
}

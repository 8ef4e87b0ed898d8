import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  GasGrade,
  HydroType,
  IntelligentStage,
  MineStatus,
  MiningMethod,
  SpontaneousCombustion,
  StandardizationGrade,
} from '../generated/resolvers.js';

/** 煤矿, DOMAIN §2.3. */
@Entity('coal_mine')
export class CoalMine extends LocatedRow {
  @Column({ name: 'mine_code', type: 'text', nullable: true })
  mineCode!: string | null;

  @Column({ type: 'text' })
  name!: string;

  /** USCC of the enterprise that runs the mine; null until matched. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  status!: MineStatus | null;

  /** 万吨/年 */
  @Column({ name: 'approved_capacity', type: 'float8', nullable: true })
  approvedCapacityWanTonnesPerYear!: number | null;

  @Column({ name: 'depth_max', type: 'float8', nullable: true })
  depthMaxMetres!: number | null;

  @Column({ name: 'mining_method', type: 'text', nullable: true })
  miningMethod!: MiningMethod | null;

  @Column({ name: 'gas_grade', type: 'text', nullable: true })
  gasGrade!: GasGrade | null;

  @Column({ name: 'hydro_type', type: 'text', nullable: true })
  hydroType!: HydroType | null;

  @Column({ name: 'spontaneous_combustion', type: 'text', nullable: true })
  spontaneousCombustion!: SpontaneousCombustion | null;

  @Column({ type: 'boolean', nullable: true })
  rockburst!: boolean | null;

  /** Derived by the database; see rules/severeHazard.ts. */
  @Column({ name: 'severe_hazard', type: 'boolean', nullable: true, insert: false, update: false })
  severeHazard!: boolean | null;

  @Column({ name: 'standardization_grade', type: 'text', nullable: true })
  standardizationGrade!: StandardizationGrade | null;

  @Column({ name: 'intelligent_stage', type: 'text', nullable: true })
  intelligentStage!: IntelligentStage | null;

  @Column({ type: 'integer', nullable: true })
  workforce!: number | null;

  @Column({ name: 'underground_max', type: 'integer', nullable: true })
  undergroundMax!: number | null;

  @Column({ name: 'underground_now', type: 'integer', nullable: true })
  undergroundNow!: number | null;

  @Column({ name: 'has_explosives_store', type: 'boolean', nullable: true })
  hasExplosivesStore!: boolean | null;

  @Column({ name: 'explosives_capacity', type: 'float8', nullable: true })
  explosivesCapacityKilograms!: number | null;

  @Column({ name: 'principal_name', type: 'text', nullable: true })
  principalName!: string | null;

  @Column({ name: 'principal_phone', type: 'text', nullable: true })
  principalPhone!: string | null;
}

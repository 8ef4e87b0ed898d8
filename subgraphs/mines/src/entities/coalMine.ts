import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  GasGrade,
  HydroType,
  IntelligentStage,
  MineAccidentGrade,
  MineCapacityMeasure,
  MineRescueArrangement,
  MineStatus,
  MiningMethod,
  SpontaneousCombustion,
  StandardizationGrade,
} from '../generated/resolvers.js';

/** A rescue team of the emergency subgraph, by its key. */
export interface RescueTeamStub {
  readonly id: string;
}

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

  /** 万吨 */
  @Column({ name: 'actual_output', type: 'float8', nullable: true })
  actualOutputWanTonnesPerYear!: number | null;

  /** 万吨 */
  @Column({ name: 'highest_monthly_output', type: 'float8', nullable: true })
  highestMonthlyOutputWanTonnes!: number | null;

  @Column({ name: 'capacity_linkage_measure', type: 'text', nullable: true })
  capacityLinkageMeasure!: MineCapacityMeasure | null;

  @Column({ name: 'capacity_linkage_reason', type: 'text', nullable: true })
  capacityLinkageReason!: string | null;

  @Column({ name: 'capacity_linkage_decided_on', type: 'date', nullable: true })
  capacityLinkageDecidedOn!: string | null;

  @Column({ name: 'supply_task_year', type: 'integer', nullable: true })
  supplyTaskYear!: number | null;

  @Column({ name: 'supply_task', type: 'float8', nullable: true })
  supplyTaskWanTonnes!: number | null;

  @Column({ name: 'supply_task_adjusted_on', type: 'date', nullable: true })
  supplyTaskAdjustedOn!: string | null;

  @Column({ name: 'dust_explosive', type: 'boolean', nullable: true })
  dustExplosive!: boolean | null;

  @Column({ name: 'management_tiers', type: 'integer', nullable: true })
  managementTiers!: number | null;

  @Column({ name: 'standardization_score', type: 'float8', nullable: true })
  standardizationScore!: number | null;

  @Column({ name: 'standardization_hazard_control_score', type: 'float8', nullable: true })
  standardizationHazardControlScore!: number | null;

  @Column({ name: 'standardization_professional_score', type: 'float8', nullable: true })
  standardizationProfessionalScore!: number | null;

  @Column({ name: 'standardization_foundation_score', type: 'float8', nullable: true })
  standardizationFoundationScore!: number | null;

  @Column({ name: 'standardization_granted_on', type: 'date', nullable: true })
  standardizationGrantedAt!: string | null;

  @Column({ name: 'standardization_expires_on', type: 'date', nullable: true })
  standardizationExpiresAt!: string | null;

  @Column({ name: 'latest_accident_grade', type: 'text', nullable: true })
  latestAccidentGrade!: MineAccidentGrade | null;

  @Column({ name: 'latest_accident_on', type: 'date', nullable: true })
  latestAccidentOn!: string | null;

  @Column({ name: 'intelligent_started_on', type: 'date', nullable: true })
  intelligentStartedAt!: string | null;

  @Column({ name: 'intelligent_accepted_on', type: 'date', nullable: true })
  intelligentAcceptedAt!: string | null;

  /** 0 to 1 */
  @Column({ name: 'intelligent_output_ratio', type: 'float8', nullable: true })
  intelligentOutputRatio!: number | null;

  @Column({ name: 'hoisting_automated', type: 'boolean', nullable: true })
  hoistingAutomated!: boolean | null;

  @Column({ name: 'power_automated', type: 'boolean', nullable: true })
  powerAutomated!: boolean | null;

  @Column({ name: 'unit_inflow', type: 'float8', nullable: true })
  unitInflowLitresPerSecondMetre!: number | null;

  @Column({ name: 'annual_mean_inflow', type: 'float8', nullable: true })
  annualMeanInflowCubicMetresPerHour!: number | null;

  @Column({ name: 'annual_max_inflow', type: 'float8', nullable: true })
  annualMaxInflowCubicMetresPerHour!: number | null;

  @Column({ name: 'inrush', type: 'float8', nullable: true })
  inrushCubicMetresPerHour!: number | null;

  @Column({ name: 'goaf_water_class', type: 'text', nullable: true })
  goafWaterClass!: HydroType | null;

  @Column({ name: 'water_impact_class', type: 'text', nullable: true })
  waterImpactClass!: HydroType | null;

  @Column({ name: 'water_control_class', type: 'text', nullable: true })
  waterControlClass!: HydroType | null;

  @Column({ name: 'rescue_arrangement', type: 'text', nullable: true })
  rescueArrangement!: MineRescueArrangement | null;

  /** Key of the rescue team, of the emergency subgraph. */
  @Column({ name: 'rescue_team_id', type: 'uuid', nullable: true })
  rescueTeamId!: string | null;

  @Column({ name: 'rescue_team_eta_minutes', type: 'integer', nullable: true })
  rescueTeamEtaMinutes!: number | null;

  @Column({ name: 'monitoring_connected', type: 'boolean', nullable: true })
  monitoringConnected!: boolean | null;

  @Column({ name: 'water_probe_monitored', type: 'boolean', nullable: true })
  waterProbeMonitored!: boolean | null;

  @Column({ name: 'video_points', type: 'integer', nullable: true })
  videoPoints!: number | null;

  @Column({ name: 'video_points_online', type: 'integer', nullable: true })
  videoPointsOnline!: number | null;

  @Column({ name: 'violations_year', type: 'integer', nullable: true })
  violationsYear!: number | null;

  @Column({ name: 'violations_command', type: 'integer', nullable: true })
  violationsCommand!: number | null;

  @Column({ name: 'violations_operation', type: 'integer', nullable: true })
  violationsOperation!: number | null;

  @Column({ name: 'violations_discipline', type: 'integer', nullable: true })
  violationsDiscipline!: number | null;

  @Column({ name: 'underground_baseline', type: 'integer', nullable: true })
  undergroundBaseline!: number | null;
}

import { Column, Entity } from 'typeorm';
import { LocatedRow, type Owned } from '@huitong/kit';
import type {
  DamMethod,
  LegacySafetyDegree,
  PondClosureStage,
  TailingsDisposal,
  TailingsGrade,
  TailingsPondStatus,
} from '../generated/resolvers.js';

/** A person who is warned, as jsonb keeps it. */
export interface WarningContact {
  readonly name: string;
  readonly role: string;
  readonly phone: string;
}

/** A contact with its pond's owner, so that the rules on its own fields can be judged. */
export type OwnedWarningContact = WarningContact & Owned;

/** 尾矿库, DOMAIN §2.3. */
@Entity('tailings_pond')
export class TailingsPond extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  /** Changes by moves only; see rules/pondLifeCycle.ts. */
  @Column({ type: 'text', default: 'OPERATING' })
  status!: TailingsPondStatus;

  @Column({ type: 'text', nullable: true })
  grade!: TailingsGrade | null;

  /** 万 m³ */
  @Column({ name: 'volume_total', type: 'float8', nullable: true })
  volumeTotalWanCubicMetres!: number | null;

  @Column({ name: 'dam_height', type: 'float8', nullable: true })
  damHeightMetres!: number | null;

  @Column({ name: 'is_overhead', type: 'boolean', nullable: true })
  isOverhead!: boolean | null;

  @Column({ name: 'downstream_residents', type: 'integer', nullable: true })
  downstreamResidents!: number | null;

  @Column({ name: 'idle_since', type: 'date', nullable: true })
  idleSince!: string | null;

  @Column({ type: 'boolean', nullable: true })
  ownerless!: boolean | null;

  @Column({ name: 'design_elevation_reached', type: 'boolean', nullable: true })
  designElevationReached!: boolean | null;

  @Column({ name: 'responsible_leader_name', type: 'text', nullable: true })
  responsibleLeaderName!: string | null;

  @Column({ type: 'text', nullable: true })
  method!: DamMethod | null;

  @Column({ type: 'text', nullable: true })
  disposal!: TailingsDisposal | null;

  @Column({ type: 'text', nullable: true })
  mineral!: string | null;

  @Column({ name: 'design_elevation', type: 'float8', nullable: true })
  designElevationMetres!: number | null;

  @Column({ name: 'crest_elevation', type: 'float8', nullable: true })
  crestElevationMetres!: number | null;

  @Column({ name: 'is_three_sides', type: 'boolean', nullable: true })
  isThreeSides!: boolean | null;

  @Column({ name: 'legacy_safety_degree', type: 'text', nullable: true })
  legacySafetyDegree!: LegacySafetyDegree | null;

  @Column({ name: 'closure_plan_due', type: 'date', nullable: true })
  closurePlanDue!: string | null;

  @Column({ name: 'closure_stage', type: 'text', nullable: true })
  closureStage!: PondClosureStage | null;

  @Column({ name: 'closed_on', type: 'date', nullable: true })
  closedAt!: string | null;

  @Column({ name: 'deregistered_on', type: 'date', nullable: true })
  deregisteredAt!: string | null;

  @Column({ name: 'monitoring_connected', type: 'boolean', nullable: true })
  monitoringConnected!: boolean | null;

  @Column({ name: 'warning_contacts', type: 'jsonb', nullable: true })
  warningContacts!: WarningContact[] | null;

  @Column({ name: 'responsible_leader_title', type: 'text', nullable: true })
  responsibleLeaderTitle!: string | null;
}

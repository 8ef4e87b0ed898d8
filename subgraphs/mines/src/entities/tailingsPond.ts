import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { TailingsGrade, TailingsPondStatus } from '../generated/resolvers.js';

/** 尾矿库, DOMAIN §2.3. */
@Entity('tailings_pond')
export class TailingsPond extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  status!: TailingsPondStatus | null;

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
}

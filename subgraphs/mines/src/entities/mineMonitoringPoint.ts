import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { MineMonitoringKind } from '../generated/resolvers.js';

/** 监测点, DOMAIN §1.2 item 50. */
@Entity('mine_monitoring_point')
export class MineMonitoringPoint extends OwnedRow {
  /** Exactly one of the three is set. */
  @Column({ name: 'coal_mine_id', type: 'uuid', nullable: true })
  coalMineId!: string | null;

  @Column({ name: 'non_coal_mine_id', type: 'uuid', nullable: true })
  nonCoalMineId!: string | null;

  @Column({ name: 'tailings_pond_id', type: 'uuid', nullable: true })
  tailingsPondId!: string | null;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: MineMonitoringKind;

  @Column({ type: 'boolean', nullable: true })
  online!: boolean | null;

  @Column({ name: 'last_value', type: 'float8', nullable: true })
  lastValue!: number | null;

  @Column({ type: 'text', nullable: true })
  unit!: string | null;

  @Column({ name: 'last_at', type: 'timestamptz', nullable: true })
  lastAt!: string | null;

  @Column({ type: 'float8', nullable: true })
  threshold!: number | null;
}

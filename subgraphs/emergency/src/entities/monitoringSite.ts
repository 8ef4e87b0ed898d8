import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { DisasterType, MonitoringKind } from '../generated/resolvers.js';

/** 灾害监测点, DOMAIN §2.6. */
@Entity('monitoring_site')
export class MonitoringSite extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: MonitoringKind;

  @Column({ type: 'text', nullable: true })
  hazard!: DisasterType | null;

  @Column({ type: 'boolean', nullable: true })
  online!: boolean | null;

  @Column({ name: 'last_value', type: 'float8', nullable: true })
  lastValue!: number | null;

  @Column({ name: 'alarm_threshold', type: 'float8', nullable: true })
  alarmThreshold!: number | null;

  @Column({ name: 'last_observed_at', type: 'timestamptz', nullable: true })
  lastObservedAt!: string | null;
}

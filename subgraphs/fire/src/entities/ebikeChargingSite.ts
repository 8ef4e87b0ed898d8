import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { EbikeChargingSiteStatus } from '../generated/resolvers.js';

/** 电动自行车停放充电场所, DOMAIN item 76. */
@Entity('ebike_charging_site')
export class EbikeChargingSite extends LocatedRow {
  /** The unit on whose ground it stands; null in the street. */
  @Column({ name: 'fire_unit_id', type: 'uuid', nullable: true })
  fireUnitId!: string | null;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer', nullable: true })
  sockets!: number | null;

  @Column({ name: 'parking_spaces', type: 'integer', nullable: true })
  parkingSpaces!: number | null;

  @Column({ type: 'boolean', nullable: true })
  indoors!: boolean | null;

  @Column({ name: 'has_sprinkler', type: 'boolean', nullable: true })
  hasSprinkler!: boolean | null;

  @Column({ name: 'has_automatic_cut_off', type: 'boolean', nullable: true })
  hasAutomaticCutOff!: boolean | null;

  /** 飞线充电: charging over wires hung out of windows. */
  @Column({ name: 'strung_wires', type: 'boolean', nullable: true })
  strungWires!: boolean | null;

  @Column({ type: 'text', nullable: true })
  status!: EbikeChargingSiteStatus | null;

  @Column({ name: 'checked_on', type: 'date', nullable: true })
  checkedOn!: string | null;
}

import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { FireBrigadeKind, FireStationClass } from '../generated/resolvers.js';

/** 消防队伍, DOMAIN §2.5. */
@Entity('fire_brigade')
export class FireBrigade extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: FireBrigadeKind;

  /** USCC of the enterprise that keeps the brigade; null when a government does. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  /** Tonnes of concentrate in store. */
  @Column({ name: 'foam', type: 'float8', nullable: true })
  foamTonnes!: number | null;

  @Column({ type: 'integer', nullable: true })
  headcount!: number | null;

  /** Persons on duty now. */
  @Column({ name: 'on_duty', type: 'integer', nullable: true })
  onDuty!: number | null;

  @Column({ name: 'contact_phone', type: 'text', nullable: true })
  contactPhone!: string | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ name: 'station_class', type: 'text', nullable: true })
  stationClass!: FireStationClass | null;

  /** km² */
  @Column({ name: 'service_area', type: 'float8', nullable: true })
  serviceAreaSquareKilometres!: number | null;

  /** Codes of the divisions it serves. */
  @Column({ name: 'service_divisions', type: 'text', array: true, default: [] })
  serviceDivisions!: string[];
}

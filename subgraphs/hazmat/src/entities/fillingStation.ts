import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  FillingStationClass,
  FillingStationKind,
  HazmatStandardizationGrade,
} from '../generated/resolvers.js';

/** 加油加气站 Filling station for vehicles. */
@Entity('filling_station')
export class FillingStation extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  kind!: FillingStationKind | null;

  @Column({ name: 'station_class', type: 'text', nullable: true })
  stationClass!: FillingStationClass | null;

  @Column({ name: 'petrol_volume_cubic_metres', type: 'float8', nullable: true })
  petrolVolumeCubicMetres!: number | null;

  @Column({ name: 'diesel_volume_cubic_metres', type: 'float8', nullable: true })
  dieselVolumeCubicMetres!: number | null;

  @Column({ name: 'standardization_grade', type: 'text', nullable: true })
  standardizationGrade!: HazmatStandardizationGrade | null;

  @Column({ name: 'standardized_on', type: 'date', nullable: true })
  standardizedOn!: string | null;

  @Column({ name: 'double_wall_tanks', type: 'boolean', nullable: true })
  doubleWallTanks!: boolean | null;

  @Column({ name: 'leak_detection', type: 'boolean', nullable: true })
  leakDetection!: boolean | null;

  @Column({ name: 'vapour_recovery', type: 'boolean', nullable: true })
  vapourRecovery!: boolean | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { FireVehicleStatus, FireVehicleType } from '../generated/resolvers.js';

/** 消防车, DOMAIN §2.5. */
@Entity('fire_vehicle')
export class FireVehicle extends OwnedRow {
  @Column({ name: 'fire_brigade_id', type: 'uuid' })
  fireBrigadeId!: string;

  /** Call sign within the fire service, never a number plate. */
  @Column({ type: 'text' })
  designation!: string;

  @Column({ type: 'text' })
  type!: FireVehicleType;

  /** Tonnes carried. */
  @Column({ name: 'water', type: 'float8', nullable: true })
  waterTonnes!: number | null;

  /** Tonnes of concentrate carried. */
  @Column({ name: 'foam', type: 'float8', nullable: true })
  foamTonnes!: number | null;

  @Column({ type: 'text', nullable: true })
  status!: FireVehicleStatus | null;

  /** Of an aerial appliance. */
  @Column({ name: 'working_height', type: 'float8', nullable: true })
  workingHeightMetres!: number | null;

  /** WGS-84, with `positionLon` and `positionAt` or not at all. */
  @Column({ name: 'position_lat', type: 'float8', nullable: true })
  positionLat!: number | null;

  @Column({ name: 'position_lon', type: 'float8', nullable: true })
  positionLon!: number | null;

  @Column({ name: 'position_at', type: 'timestamptz', nullable: true })
  positionAt!: string | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DivisionLevel } from '../generated/resolvers.js';

/** 行政区划: the reference table that kit puts into every database. */
@Entity('admin_division')
export class AdminDivision {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  level!: DivisionLevel;

  @Column({ name: 'parent_code', type: 'text', nullable: true })
  parentCode!: string | null;

  @Column({ type: 'text', array: true })
  path!: string[];

  @Column({ name: 'valid_from', type: 'date' })
  validFrom!: string;

  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;

  @Column({ name: 'seat_lat', type: 'float8', nullable: true })
  seatLat!: number | null;

  @Column({ name: 'seat_lon', type: 'float8', nullable: true })
  seatLon!: number | null;

  @Column({ name: 'seat_approximate', type: 'boolean', nullable: true })
  seatApproximate!: boolean | null;

  @Column({ type: 'boolean' })
  pseudo!: boolean;
}

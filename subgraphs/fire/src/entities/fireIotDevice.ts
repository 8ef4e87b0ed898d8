import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { FireStatusLevel, FireSystemType } from '../generated/resolvers.js';

/** 消防物联网设备 of a fire unit, DOMAIN item 74. */
@Entity('fire_iot_device')
export class FireIotDevice extends OwnedRow {
  @Column({ name: 'fire_unit_id', type: 'uuid' })
  fireUnitId!: string;

  @Column({ type: 'text' })
  name!: string;

  /** Which of the two tables of GB/T 26875.3 its status words follow. */
  @Column({ type: 'text', default: 'COMPONENT' })
  level!: FireStatusLevel;

  @Column({ type: 'text' })
  system!: FireSystemType;

  /** Code of the component type, GB/T 26875.3. */
  @Column({ name: 'component_type', type: 'integer', nullable: true })
  componentType!: number | null;

  @Column({ name: 'placed_at', type: 'text', nullable: true })
  placedAt!: string | null;

  @Column({ name: 'installed_on', type: 'date', nullable: true })
  installedOn!: string | null;

  /** The newest status word. */
  @Column({ name: 'status_bits', type: 'integer', nullable: true })
  statusBits!: number | null;

  @Column({ name: 'status_at', type: 'timestamptz', nullable: true })
  statusAt!: string | null;
}

import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { EquipmentKind, EquipmentStatus, UavCapability } from '../generated/resolvers.js';

/** 应急装备, DOMAIN §2.6. */
@Entity('equipment')
export class Equipment extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: EquipmentKind;

  @Column({ type: 'text', nullable: true })
  model!: string | null;

  /** 件 */
  @Column({ type: 'integer', nullable: true })
  quantity!: number | null;

  @Column({ type: 'text' })
  status!: EquipmentStatus;

  @Column({ type: 'text', array: true })
  capabilities!: UavCapability[];

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  teamId!: string | null;

  @Column({ name: 'warehouse_id', type: 'uuid', nullable: true })
  warehouseId!: string | null;

  /** USCC of the enterprise. */
  @Column({ name: 'custodian_uscc', type: 'text', nullable: true })
  custodianUscc!: string | null;

  @Column({ name: 'acquired_on', type: 'date', nullable: true })
  acquiredOn!: string | null;

  @Column({ name: 'maintenance_due_on', type: 'date', nullable: true })
  maintenanceDueOn!: string | null;
}

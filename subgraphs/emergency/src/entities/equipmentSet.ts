import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { EquipmentSetLevel } from '../generated/resolvers.js';

/** 装备配备项 One item of a set of equipment; a value of the row. Properties in the order in which jsonb keeps them. */
export interface EquipmentSetItem {
  readonly name: string;
  readonly actual: number;
  readonly required: number;
}

/** 基层装备配备, DOMAIN §2.6. */
@Entity('equipment_set')
export class EquipmentSet extends OwnedRow {
  @Column({ type: 'text' })
  level!: EquipmentSetLevel;

  @Column({ type: 'jsonb' })
  items!: EquipmentSetItem[];

  @Column({ name: 'checked_on', type: 'date', nullable: true })
  checkedOn!: string | null;
}

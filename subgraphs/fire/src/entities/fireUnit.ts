import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { BuildingUse, FireUnitCategory } from '../generated/resolvers.js';

/** 消防对象, DOMAIN §2.5. */
@Entity('fire_unit')
export class FireUnit extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  category!: FireUnitCategory | null;

  @Column({ name: 'is_key_unit', type: 'boolean', nullable: true })
  isKeyUnit!: boolean | null;

  /** Rule by which the unit counts as one of the 九小场所. */
  @Column({ name: 'definition_source', type: 'text', nullable: true })
  definitionSource!: string | null;

  /** USCC of the parent enterprise; null until matched. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ name: 'building_height', type: 'float8', nullable: true })
  buildingHeightMetres!: number | null;

  @Column({ name: 'building_use', type: 'text', nullable: true })
  buildingUse!: BuildingUse | null;

  @Column({ name: 'storeys_above_ground', type: 'integer', nullable: true })
  storeysAboveGround!: number | null;

  @Column({ name: 'has_dormitory', type: 'boolean', nullable: true })
  hasDormitory!: boolean | null;

  @Column({ name: 'responsible_person_name', type: 'text', nullable: true })
  responsiblePersonName!: string | null;

  @Column({ name: 'responsible_person_phone', type: 'text', nullable: true })
  responsiblePersonPhone!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { BuildingUse, CombustibilityGrade } from '../generated/resolvers.js';

/** 建筑 of a fire unit, DOMAIN §2.5. It stands where its unit does. */
@Entity('building')
export class Building extends OwnedRow {
  @Column({ name: 'fire_unit_id', type: 'uuid' })
  fireUnitId!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ name: 'height', type: 'float8', nullable: true })
  heightMetres!: number | null;

  @Column({ type: 'text', nullable: true })
  use!: BuildingUse | null;

  @Column({ name: 'storeys_above_ground', type: 'integer', nullable: true })
  storeysAboveGround!: number | null;

  @Column({ name: 'storeys_below_ground', type: 'integer', nullable: true })
  storeysBelowGround!: number | null;

  @Column({ name: 'floor_area', type: 'float8', nullable: true })
  floorAreaSquareMetres!: number | null;

  /** People sleep in it. */
  @Column({ name: 'has_dormitory', type: 'boolean', nullable: true })
  hasDormitory!: boolean | null;

  /** Of the insulation of its outer walls, GB 8624. */
  @Column({ name: 'insulation_grade', type: 'text', nullable: true })
  insulationGrade!: CombustibilityGrade | null;
}

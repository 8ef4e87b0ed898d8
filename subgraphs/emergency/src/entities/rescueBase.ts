import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { AdministrativeLevel, RescueSpecialty } from '../generated/resolvers.js';

/** 应急救援基地, DOMAIN §2.6. */
@Entity('rescue_base')
export class RescueBase extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  level!: AdministrativeLevel | null;

  @Column({ type: 'text', array: true })
  specialties!: RescueSpecialty[];

  /** 平方米 */
  @Column({ name: 'area', type: 'float8', nullable: true })
  areaSquareMetres!: number | null;

  /** 人 */
  @Column({ type: 'integer', nullable: true })
  lodging!: number | null;

  @Column({ type: 'boolean', nullable: true })
  helipad!: boolean | null;

  @Column({ name: 'built_on', type: 'date', nullable: true })
  builtOn!: string | null;
}

import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { LandingSiteKind } from '../generated/resolvers.js';

/** 直升机起降点, DOMAIN §2.6. */
@Entity('landing_site')
export class LandingSite extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: LandingSiteKind;

  /** 米 */
  @Column({ name: 'length_metres', type: 'float8', nullable: true })
  lengthMetres!: number | null;

  /** 米 */
  @Column({ name: 'width_metres', type: 'float8', nullable: true })
  widthMetres!: number | null;

  /** 吨 */
  @Column({ name: 'max_takeoff_tonnes', type: 'float8', nullable: true })
  maxTakeoffTonnes!: number | null;

  @Column({ name: 'night_capable', type: 'boolean', nullable: true })
  nightCapable!: boolean | null;

  @Column({ type: 'boolean', nullable: true })
  usable!: boolean | null;
}

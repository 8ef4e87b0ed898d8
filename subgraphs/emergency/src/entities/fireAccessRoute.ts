import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';

/** 防火应急通道, DOMAIN §2.6. */
@Entity('fire_access_route')
export class FireAccessRoute extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  /** 千米 */
  @Column({ name: 'length_kilometres', type: 'float8', nullable: true })
  lengthKilometres!: number | null;

  /** 米 */
  @Column({ name: 'width_metres', type: 'float8', nullable: true })
  widthMetres!: number | null;

  @Column({ type: 'boolean', nullable: true })
  passable!: boolean | null;

  @Column({ name: 'checked_on', type: 'date', nullable: true })
  checkedOn!: string | null;
}

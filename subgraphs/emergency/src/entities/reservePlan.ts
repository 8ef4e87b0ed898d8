import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 储备计划, DOMAIN §2.6. */
@Entity('reserve_plan')
export class ReservePlan extends OwnedRow {
  @Column({ type: 'integer' })
  year!: number;

  @Column({ name: 'category_code', type: 'text' })
  categoryCode!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  unit!: string | null;

  @Column({ type: 'float8', nullable: true })
  target!: number | null;

  @Column({ type: 'float8', nullable: true })
  actual!: number | null;
}

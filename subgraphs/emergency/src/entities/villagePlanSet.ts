import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 一制四案, DOMAIN §2.6. */
@Entity('village_plan_set')
export class VillagePlanSet extends OwnedRow {
  @Column({ type: 'boolean' })
  responsibility!: boolean;

  @Column({ type: 'boolean' })
  fire!: boolean;

  @Column({ type: 'boolean' })
  flood!: boolean;

  @Column({ type: 'boolean' })
  quake!: boolean;

  @Column({ type: 'boolean' })
  geo!: boolean;

  @Column({ name: 'responsible_name', type: 'text', nullable: true })
  responsibleName!: string | null;

  @Column({ name: 'reviewed_on', type: 'date', nullable: true })
  reviewedOn!: string | null;

  /** Derived by the database. */
  @Column({ type: 'boolean', insert: false, update: false })
  complete!: boolean;
}

import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { IllegalChemicalSiteKind, IllegalChemicalSiteStatus } from '../generated/resolvers.js';

/** 非法“小化工” Illegal chemical site; who reported it is never stored. */
@Entity('illegal_chemical_site')
export class IllegalChemicalSite extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', nullable: true })
  kind!: IllegalChemicalSiteKind | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'text', nullable: true })
  activity!: string | null;

  @Column({ name: 'found_on', type: 'date' })
  foundOn!: string;

  @Column({ type: 'text' })
  status!: IllegalChemicalSiteStatus;

  @Column({ name: 'quantity_tonnes', type: 'float8', nullable: true })
  quantityTonnes!: number | null;

  @Column({ name: 'closed_on', type: 'date', nullable: true })
  closedOn!: string | null;
}

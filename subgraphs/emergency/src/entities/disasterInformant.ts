import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { InformantRole } from '../generated/resolvers.js';

/** 灾害信息员, DOMAIN §2.6. */
@Entity('disaster_informant')
export class DisasterInformant extends OwnedRow {
  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'text' })
  role!: InformantRole;

  @Column({ name: 'full_time', type: 'boolean', nullable: true })
  fullTime!: boolean | null;

  @Column({ name: 'trained_on', type: 'date', nullable: true })
  trainedOn!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { FireFacilityStatus, FireSystemType } from '../generated/resolvers.js';

/** 消防设施 of a fire unit, DOMAIN item 73. */
@Entity('fire_facility')
export class FireFacility extends OwnedRow {
  @Column({ name: 'fire_unit_id', type: 'uuid' })
  fireUnitId!: string;

  @Column({ type: 'text' })
  system!: FireSystemType;

  @Column({ type: 'text', nullable: true })
  status!: FireFacilityStatus | null;

  @Column({ name: 'last_serviced_on', type: 'date', nullable: true })
  lastServicedOn!: string | null;

  /** Company that services it. */
  @Column({ type: 'text', nullable: true })
  maintainer!: string | null;
}

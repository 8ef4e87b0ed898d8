import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { ResidentSupervisorKind } from '../generated/resolvers.js';

/** 驻矿监管, DOMAIN §1.2 items 45 and 46. */
@Entity('resident_supervisor')
export class ResidentSupervisor extends OwnedRow {
  @Column({ name: 'coal_mine_id', type: 'uuid' })
  coalMineId!: string;

  @Column({ type: 'text' })
  kind!: ResidentSupervisorKind;

  @Column({ name: 'from_on', type: 'date' })
  from!: string;

  /** Null while it goes on. */
  @Column({ name: 'to_on', type: 'date', nullable: true })
  to!: string | null;

  @Column({ type: 'text', nullable: true })
  name!: string | null;
}

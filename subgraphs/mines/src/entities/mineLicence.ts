import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { MineLicenceKind, MineLicenceStatus } from '../generated/resolvers.js';

/** 许可证照, DOMAIN §1.5 item 102. */
@Entity('mine_licence')
export class MineLicence extends OwnedRow {
  /** Exactly one of the three is set. */
  @Column({ name: 'coal_mine_id', type: 'uuid', nullable: true })
  coalMineId!: string | null;

  @Column({ name: 'non_coal_mine_id', type: 'uuid', nullable: true })
  nonCoalMineId!: string | null;

  @Column({ name: 'tailings_pond_id', type: 'uuid', nullable: true })
  tailingsPondId!: string | null;

  @Column({ type: 'text' })
  kind!: MineLicenceKind;

  @Column({ name: 'licence_number', type: 'text' })
  number!: string;

  @Column({ type: 'text', nullable: true })
  authority!: string | null;

  @Column({ name: 'valid_from', type: 'date', nullable: true })
  validFrom!: string | null;

  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;

  @Column({ type: 'text', nullable: true })
  status!: MineLicenceStatus | null;
}

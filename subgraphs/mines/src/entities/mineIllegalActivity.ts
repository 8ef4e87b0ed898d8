import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { MineIllegalActivityKind } from '../generated/resolvers.js';

/** 非法违法行为, DOMAIN §1.2 item 54. */
@Entity('mine_illegal_activity')
export class MineIllegalActivity extends OwnedRow {
  /** Exactly one of the two is set. */
  @Column({ name: 'coal_mine_id', type: 'uuid', nullable: true })
  coalMineId!: string | null;

  @Column({ name: 'non_coal_mine_id', type: 'uuid', nullable: true })
  nonCoalMineId!: string | null;

  @Column({ type: 'text' })
  kind!: MineIllegalActivityKind;

  @Column({ name: 'found_on', type: 'date' })
  foundOn!: string;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'text', nullable: true })
  measures!: string | null;

  @Column({ name: 'closed_on', type: 'date', nullable: true })
  closedOn!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { HiddenDangerLevel, HiddenDangerState } from '../generated/resolvers.js';

/** 矿山事故隐患, DOMAIN §1.7. */
@Entity('mine_hidden_danger')
export class MineHiddenDanger extends OwnedRow {
  @Column({ name: 'coal_mine_id', type: 'uuid' })
  coalMineId!: string;

  @Column({ type: 'text' })
  level!: HiddenDangerLevel;

  @Column({ type: 'text' })
  state!: HiddenDangerState;

  @Column({ type: 'text' })
  description!: string;

  @Column({ name: 'found_at', type: 'timestamptz' })
  foundAt!: string;

  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { MineShift } from '../generated/resolvers.js';

/** 开工确认, DOMAIN §1.2 item 47. */
@Entity('start_confirmation')
export class StartConfirmation extends OwnedRow {
  @Column({ name: 'coal_mine_id', type: 'uuid' })
  coalMineId!: string;

  @Column({ name: 'shift_on', type: 'date' })
  shiftOn!: string;

  @Column({ type: 'text' })
  shift!: MineShift;

  @Column({ name: 'unconfirmed_items', type: 'text', array: true })
  unconfirmedItems!: string[];

  @Column({ name: 'reconfirmed_at', type: 'timestamptz', nullable: true })
  reconfirmedAt!: string | null;

  @Column({ name: 'started_at', type: 'timestamptz', nullable: true })
  startedAt!: string | null;
}

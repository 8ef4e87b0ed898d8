import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { MineStandardizationEventKind, StandardizationGrade } from '../generated/resolvers.js';

/** 标准化等级变动, DOMAIN §2.3. */
@Entity('mine_standardization_event')
export class MineStandardizationEvent extends OwnedRow {
  @Column({ name: 'coal_mine_id', type: 'uuid' })
  coalMineId!: string;

  @Column({ type: 'text' })
  kind!: MineStandardizationEventKind;

  @Column({ type: 'text', nullable: true })
  grade!: StandardizationGrade | null;

  @Column({ type: 'float8', nullable: true })
  score!: number | null;

  @Column({ name: 'happened_on', type: 'date' })
  happenedOn!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}

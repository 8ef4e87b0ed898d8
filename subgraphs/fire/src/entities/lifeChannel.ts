import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { LifeChannelKind, LifeChannelStatus } from '../generated/resolvers.js';

/** 消防生命通道 of a fire unit, DOMAIN item 72. */
@Entity('life_channel')
export class LifeChannel extends OwnedRow {
  @Column({ name: 'fire_unit_id', type: 'uuid' })
  fireUnitId!: string;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text' })
  kind!: LifeChannelKind;

  @Column({ type: 'text', nullable: true })
  status!: LifeChannelStatus | null;

  /** Clear width. */
  @Column({ name: 'width', type: 'float8', nullable: true })
  widthMetres!: number | null;

  @Column({ name: 'checked_on', type: 'date', nullable: true })
  checkedOn!: string | null;
}

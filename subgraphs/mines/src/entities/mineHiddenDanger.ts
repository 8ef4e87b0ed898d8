import { Column, Entity } from 'typeorm';
import { HiddenDangerRow } from '@huitong/kit';
import type { CoalDangerSituation } from '../generated/resolvers.js';

/** 矿山事故隐患, DOMAIN §1.7; its columns are those of every sector, and the situation of coal mines' major ones. */
@Entity('mine_hidden_danger')
export class MineHiddenDanger extends HiddenDangerRow {
  /** 煤矿安全生产条例 art. 36; of major dangers of coal mines only. */
  @Column({ type: 'text', nullable: true })
  situation!: CoalDangerSituation | null;
}

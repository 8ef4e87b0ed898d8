import { Column, Entity } from 'typeorm';
import { HiddenDangerRow } from '@huitong/kit';
import type { CoalDangerSituation } from '../generated/resolvers.js';

/** 矿山事故隐患, DOMAIN §1.7; its columns are those of every sector, and what only coal mines' dangers have. */
@Entity('mine_hidden_danger')
export class MineHiddenDanger extends HiddenDangerRow {
  /** 煤矿安全生产条例 art. 36; of major dangers of coal mines only. */
  @Column({ type: 'text', nullable: true })
  situation!: CoalDangerSituation | null;

  /** 煤矿安全生产条例 art. 49; of coal mines whose production was suspended, once they passed the review. */
  @Column({ name: 'resumption_announced_at', type: 'timestamptz', nullable: true })
  resumptionAnnouncedAt!: string | null;
}

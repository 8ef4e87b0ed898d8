import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 事故隐患季度书面报告, 煤矿安全生产条例 art. 35. */
@Entity('mine_quarterly_report')
export class MineQuarterlyReport extends OwnedRow {
  @Column({ name: 'coal_mine_id', type: 'uuid' })
  coalMineId!: string;

  @Column({ type: 'integer' })
  year!: number;

  /** 1 to 4. */
  @Column({ type: 'integer' })
  quarter!: number;

  @Column({ name: 'reported_at', type: 'timestamptz' })
  reportedAt!: string;

  @Column({ name: 'signed_by_principal', type: 'boolean', nullable: true })
  signedByPrincipal!: boolean | null;

  @Column({ name: 'dangers_found', type: 'integer', nullable: true })
  dangersFound!: number | null;

  @Column({ name: 'dangers_rectified', type: 'integer', nullable: true })
  dangersRectified!: number | null;

  @Column({ name: 'major_dangers_found', type: 'integer', nullable: true })
  majorDangersFound!: number | null;

  @Column({ name: 'major_dangers_open', type: 'integer', nullable: true })
  majorDangersOpen!: number | null;

  @Column({ type: 'text', nullable: true })
  summary!: string | null;
}

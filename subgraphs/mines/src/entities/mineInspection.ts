import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { MineInspectionKind } from '../generated/resolvers.js';

/** 矿山检查, DOMAIN §1.2 item 55. */
@Entity('mine_inspection')
export class MineInspection extends OwnedRow {
  /** Exactly one of the three is set. */
  @Column({ name: 'coal_mine_id', type: 'uuid', nullable: true })
  coalMineId!: string | null;

  @Column({ name: 'non_coal_mine_id', type: 'uuid', nullable: true })
  nonCoalMineId!: string | null;

  @Column({ name: 'tailings_pond_id', type: 'uuid', nullable: true })
  tailingsPondId!: string | null;

  @Column({ type: 'text' })
  kind!: MineInspectionKind;

  @Column({ name: 'inspected_on', type: 'date' })
  inspectedOn!: string;

  @Column({ type: 'integer', nullable: true })
  experts!: number | null;

  @Column({ type: 'text', nullable: true })
  checklist!: string | null;

  @Column({ type: 'integer', nullable: true })
  problems!: number | null;

  @Column({ name: 'major_problems', type: 'integer', nullable: true })
  majorProblems!: number | null;

  @Column({ type: 'integer', nullable: true })
  rectified!: number | null;

  /** 带重大隐患生产; null where nobody looked at it. */
  @Column({ name: 'producing_with_major_danger', type: 'boolean', nullable: true })
  producingWithMajorDanger!: boolean | null;
}

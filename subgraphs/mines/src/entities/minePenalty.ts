import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 行政处罚, 安全生产法 arts 78 and 113. */
@Entity('mine_penalty')
export class MinePenalty extends OwnedRow {
  /** Exactly one of the three is set. */
  @Column({ name: 'coal_mine_id', type: 'uuid', nullable: true })
  coalMineId!: string | null;

  @Column({ name: 'non_coal_mine_id', type: 'uuid', nullable: true })
  nonCoalMineId!: string | null;

  @Column({ name: 'tailings_pond_id', type: 'uuid', nullable: true })
  tailingsPondId!: string | null;

  @Column({ name: 'decision_number', type: 'text' })
  decisionNumber!: string;

  @Column({ name: 'decided_on', type: 'date' })
  decidedOn!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'legal_basis', type: 'text', nullable: true })
  legalBasis!: string | null;

  /** Only these count for art. 113. */
  @Column({ name: 'under_work_safety_law', type: 'boolean', nullable: true })
  underWorkSafetyLaw!: boolean | null;

  @Column({ name: 'fine_yuan', type: 'float8', nullable: true })
  fineYuan!: number | null;

  @Column({ name: 'published_on', type: 'date', nullable: true })
  publishedOn!: string | null;
}

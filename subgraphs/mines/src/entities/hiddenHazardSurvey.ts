import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { HiddenHazardSurveyMethod } from '../generated/resolvers.js';

/** 隐蔽致灾因素普查, DOMAIN §1.2 item 43. */
@Entity('hidden_hazard_survey')
export class HiddenHazardSurvey extends OwnedRow {
  /** Null for a block of several mines. */
  @Column({ name: 'coal_mine_id', type: 'uuid', nullable: true })
  coalMineId!: string | null;

  @Column({ type: 'text', nullable: true })
  block!: string | null;

  @Column({ type: 'text', nullable: true })
  method!: HiddenHazardSurveyMethod | null;

  /** 0 to 1. */
  @Column({ name: 'coverage_ratio', type: 'float8', nullable: true })
  coverageRatio!: number | null;

  @Column({ name: 'due_on', type: 'date', nullable: true })
  dueOn!: string | null;

  @Column({ name: 'done_on', type: 'date', nullable: true })
  doneOn!: string | null;
}

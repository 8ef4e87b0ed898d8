import { Column, Entity } from 'typeorm';
import type { DepartmentLine } from '@huitong/contract';
import { OwnedRow } from '@huitong/kit';

/** 应急访问, 突发事件应对法 arts 83–85: what a rule opened of one provider's while an incident was open. */
@Entity('emergency_access')
export class EmergencyAccess extends OwnedRow {
  /** Id of the grant that the gateway made. */
  @Column({ name: 'grant_key', type: 'text' })
  grantKey!: string;

  @Column({ name: 'rule_id', type: 'uuid' })
  ruleId!: string;

  /** Id in the graph. */
  @Column({ type: 'text' })
  incident!: string;

  @Column({ type: 'text' })
  provider!: DepartmentLine;

  @Column({ type: 'integer' })
  level!: number;

  @Column({ type: 'text', array: true })
  divisions!: string[];

  @Column({ type: 'text', array: true })
  area!: string[];

  @Column({ type: 'text', array: true })
  coordinates!: string[];

  @Column({ type: 'boolean' })
  unmask!: boolean;

  @Column({ type: 'text' })
  terms!: string;

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: string;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: string | null;
}

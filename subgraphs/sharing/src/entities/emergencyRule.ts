import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { DepartmentLine } from '@huitong/contract';

/** 应急共享规则, 突发事件应对法 arts 83–85. */
@Entity('emergency_rule')
export class EmergencyRule extends OwnedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'incident_level_at_least', type: 'integer' })
  incidentLevelAtLeast!: number;

  @Column({ type: 'text', array: true })
  roles!: string[];

  @Column({ type: 'text', array: true })
  lines!: DepartmentLine[];

  @Column({ type: 'text', array: true })
  coordinates!: string[];

  @Column({ type: 'boolean' })
  unmask!: boolean;

  @Column({ type: 'boolean' })
  active!: boolean;

  @Column({ type: 'text' })
  basis!: string;
}

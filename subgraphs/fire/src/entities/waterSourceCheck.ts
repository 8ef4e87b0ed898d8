import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** A check of a water source. */
@Entity('water_source_check')
export class WaterSourceCheck extends OwnedRow {
  @Column({ name: 'water_source_id', type: 'uuid' })
  waterSourceId!: string;

  @Column({ name: 'checked_on', type: 'date' })
  checkedOn!: string;

  @Column({ type: 'boolean' })
  usable!: boolean;

  /** L/s */
  @Column({ name: 'flow', type: 'float8', nullable: true })
  flowLitresPerSecond!: number | null;

  /** MPa */
  @Column({ name: 'pressure', type: 'float8', nullable: true })
  pressureMegapascals!: number | null;

  @Column({ type: 'text', nullable: true })
  remark!: string | null;
}

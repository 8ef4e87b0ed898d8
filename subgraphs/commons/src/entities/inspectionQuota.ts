import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 入企检查限定次数, DOMAIN item 103. */
@Entity('inspection_quota')
export class InspectionQuota extends OwnedRow {
  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  @Column({ type: 'integer' })
  year!: number;

  /** Inspections on site of the year, at most. */
  @Column({ type: 'integer' })
  most!: number;

  @Column({ type: 'text', nullable: true })
  basis!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 使用情况报告, 政务数据共享条例 art. 29; owned by the requester. */
@Entity('sharing_use_report')
export class SharingUseReport extends OwnedRow {
  @Column({ name: 'provider_department', type: 'text' })
  providerDepartment!: string;

  @Column({ name: 'grant_id', type: 'uuid' })
  grantId!: string;

  @Column({ name: 'period_from', type: 'date' })
  periodFrom!: string;

  @Column({ name: 'period_to', type: 'date' })
  periodTo!: string;

  @Column({ type: 'text' })
  scenario!: string;

  @Column({ type: 'text' })
  process!: string;

  @Column({ type: 'text' })
  effect!: string;

  @Column({ type: 'text' })
  storage!: string;

  @Column({ type: 'text' })
  destruction!: string;
}

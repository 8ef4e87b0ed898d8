import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 使用记录, 政务数据共享条例 arts 26 and 29; written by the gateway alone, owned by the provider. */
@Entity('sharing_usage')
export class SharingUsage extends OwnedRow {
  /** Null for what the gateway granted by an emergency rule. */
  @Column({ name: 'grant_id', type: 'uuid', nullable: true })
  grantId!: string | null;

  /** The grant's id as the gateway reported it. */
  @Column({ name: 'grant_key', type: 'text' })
  grantKey!: string;

  @Column({ type: 'text' })
  department!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ name: 'request_id', type: 'text' })
  requestId!: string;

  @Column({ type: 'timestamptz' })
  at!: string;

  @Column({ type: 'date' })
  day!: string;

  @Column({ type: 'text', array: true })
  coordinates!: string[];

  @Column({ type: 'text', array: true })
  divisions!: string[];

  @Column({ name: 'row_count', type: 'integer' })
  rowCount!: number;

  @Column({ name: 'unmasked_count', type: 'integer' })
  unmaskedCount!: number;
}

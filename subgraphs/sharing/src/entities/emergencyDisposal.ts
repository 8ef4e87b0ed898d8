import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 应急数据处置, 突发事件应对法 art. 85; owned by the department that read personal data. */
@Entity('emergency_disposal')
export class EmergencyDisposal extends OwnedRow {
  @Column({ name: 'grant_key', type: 'text' })
  grantKey!: string;

  @Column({ name: 'rule_id', type: 'uuid' })
  ruleId!: string;

  @Column({ type: 'text' })
  incident!: string;

  @Column({ type: 'text', array: true })
  coordinates!: string[];

  @Column({ name: 'unmasked_count', type: 'integer' })
  unmaskedCount!: number;

  @Column({ name: 'ended_at', type: 'timestamptz' })
  endedAt!: string;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: string;

  @Column({ name: 'disposal_method', type: 'text', nullable: true })
  disposalMethod!: string | null;

  @Column({ name: 'disposal_statement', type: 'text', nullable: true })
  disposalStatement!: string | null;

  @Column({ name: 'disposal_evidence_hash', type: 'text', nullable: true })
  disposalEvidenceHash!: string | null;

  @Column({ name: 'disposed_at', type: 'timestamptz', nullable: true })
  disposedAt!: string | null;
}

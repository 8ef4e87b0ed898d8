import { Column, Entity } from 'typeorm';
import { OwnedRow } from '../database/rows.js';

/** What a person said of a candidate; the last word on a pair counts. */
export type EnterpriseDecision = 'CONFIRMED' | 'REJECTED' | 'REVERSED';

/**
 * 企业匹配决定: one decision of a person on one object and one enterprise. Rows are only ever added, so that the table
 * is the history too. The object is named by its id and by its natural key, under which it survives being imported
 * anew.
 */
@Entity('enterprise_match')
export class EnterpriseMatch extends OwnedRow {
  /** GraphQL type of the object: CoalMine. */
  @Column({ name: 'object_type', type: 'text' })
  objectType!: string;

  @Column({ name: 'object_id', type: 'uuid' })
  objectId!: string;

  @Column({ name: 'object_source', type: 'text' })
  objectSource!: string;

  @Column({ name: 'object_source_id', type: 'text', nullable: true })
  objectSourceId!: string | null;

  @Column({ type: 'text' })
  uscc!: string;

  @Column({ type: 'text' })
  decision!: EnterpriseDecision;

  /** Subject of the token under which it was decided. */
  @Column({ type: 'text' })
  officer!: string;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', insert: false, update: false })
  decidedAt!: string;

  /** Order of the decisions; instants may coincide. */
  @Column({ type: 'bigint', insert: false, update: false })
  number!: number;
}

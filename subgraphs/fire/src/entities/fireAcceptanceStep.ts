import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { FireAcceptanceKind, FireAcceptanceResult } from '../generated/resolvers.js';

/** A step of 消防审验 of a fire unit, DOMAIN item 77. */
@Entity('fire_acceptance_step')
export class FireAcceptanceStep extends OwnedRow {
  @Column({ name: 'fire_unit_id', type: 'uuid' })
  fireUnitId!: string;

  @Column({ type: 'text' })
  kind!: FireAcceptanceKind;

  @Column({ type: 'text', nullable: true })
  result!: FireAcceptanceResult | null;

  @Column({ name: 'decided_on', type: 'date', nullable: true })
  decidedOn!: string | null;

  @Column({ name: 'document_number', type: 'text', nullable: true })
  documentNumber!: string | null;

  /** Who decided; 住房和城乡建设主管部门 since 2019. */
  @Column({ type: 'text', nullable: true })
  authority!: string | null;
}

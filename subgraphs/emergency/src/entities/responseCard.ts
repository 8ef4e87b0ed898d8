import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { DisasterType } from '../generated/resolvers.js';

/** 应急处置卡, DOMAIN §2.6. */
@Entity('response_card')
export class ResponseCard extends OwnedRow {
  @Column({ type: 'text' })
  post!: string;

  @Column({ type: 'text', nullable: true })
  hazard!: DisasterType | null;

  @Column({ name: 'plan_id', type: 'uuid', nullable: true })
  planId!: string | null;

  /** USCC of the enterprise. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', array: true })
  steps!: string[];

  @Column({ name: 'contact_phone', type: 'text', nullable: true })
  contactPhone!: string | null;
}

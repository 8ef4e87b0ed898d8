import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { AdministrativeLevel, ExpertSpecialty } from '../generated/resolvers.js';

/** 应急管理专家, DOMAIN §2.6, item 107. */
@Entity('expert')
export class Expert extends OwnedRow {
  /** Personal data. */
  @Column({ type: 'text', nullable: true })
  name!: string | null;

  /** Personal data. */
  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'text', array: true })
  specialties!: ExpertSpecialty[];

  @Column({ name: 'professional_title', type: 'text', nullable: true })
  professionalTitle!: string | null;

  @Column({ type: 'text', nullable: true })
  employer!: string | null;

  /** USCC of the enterprise that employs the expert. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  level!: AdministrativeLevel | null;

  @Column({ name: 'appointed_on', type: 'date', nullable: true })
  appointedOn!: string | null;

  @Column({ name: 'term_ends_on', type: 'date', nullable: true })
  termEndsOn!: string | null;

  @Column({ type: 'boolean', nullable: true })
  available!: boolean | null;
}

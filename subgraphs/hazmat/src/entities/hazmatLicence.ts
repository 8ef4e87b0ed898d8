import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { HazmatLicenceKind, HazmatLicenceStatus } from '../generated/resolvers.js';

/** 证照 Licence or registration of an enterprise for dangerous chemicals. */
@Entity('hazmat_licence')
export class HazmatLicence extends OwnedRow {
  @Column({ name: 'licence_no', type: 'text' })
  licenceNo!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text' })
  kind!: HazmatLicenceKind;

  @Column({ type: 'text', nullable: true })
  authority!: string | null;

  @Column({ name: 'permitted_scope', type: 'text', nullable: true })
  permittedScope!: string | null;

  @Column({ name: 'valid_from', type: 'date', nullable: true })
  validFrom!: string | null;

  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;

  @Column({ type: 'text', nullable: true })
  status!: HazmatLicenceStatus | null;
}

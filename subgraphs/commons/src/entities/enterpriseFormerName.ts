import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 曾用名: a name that an enterprise had. */
@Entity('enterprise_former_name')
export class EnterpriseFormerName extends OwnedRow {
  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'valid_from', type: 'date', nullable: true })
  validFrom!: string | null;

  /** Last day of the name; null where it is not known. */
  @Column({ name: 'valid_to', type: 'date', nullable: true })
  validTo!: string | null;
}

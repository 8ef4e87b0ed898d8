import { Column, Entity } from 'typeorm';
import type { DepartmentLine } from '../generated/resolvers.js';
import { OwnedRow } from '@huitong/kit';

/** 部门, DOMAIN §1.9. */
@Entity('department')
export class Department extends OwnedRow {
  @Column({ type: 'text' })
  uscc!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  line!: DepartmentLine;

  /** USCC of the department above in the same line. */
  @Column({ name: 'parent_uscc', type: 'text', nullable: true })
  parentUscc!: string | null;

  @Column({ name: 'sharing_officer_phone', type: 'text', nullable: true })
  sharingOfficerPhone!: string | null;
}

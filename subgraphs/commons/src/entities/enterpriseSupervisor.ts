import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { SupervisorRole } from '../generated/resolvers.js';

/** 监管关系, DOMAIN item 119. */
@Entity('enterprise_supervisor')
export class EnterpriseSupervisor extends OwnedRow {
  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  /** USCC of the supervising department. */
  @Column({ name: 'department_uscc', type: 'text' })
  departmentUscc!: string;

  @Column({ type: 'text' })
  role!: SupervisorRole;

  @Column({ type: 'text', nullable: true })
  basis!: string | null;
}

import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { MajorHazardLevel } from '../generated/resolvers.js';

/** 重大危险源, GB 18218-2018. S, α, R and level are what rules/gb18218.ts makes of the hazard's tanks. */
@Entity('major_hazard')
export class MajorHazard extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  /** USCC of the enterprise that runs it; null until matched. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  /** Null when no unit reaches S ≥ 1. */
  @Column({ type: 'text', nullable: true })
  level!: MajorHazardLevel | null;

  @Column({ type: 'float8' })
  r!: number;

  @Column({ type: 'float8' })
  s!: number;

  @Column({ type: 'float8' })
  alpha!: number;

  /** Permanent residents within 500 m outside the plant boundary. */
  @Column({ name: 'exposed_persons', type: 'integer' })
  exposedPersons!: number;

  @Column({ name: 'record_number', type: 'text', nullable: true })
  recordNumber!: string | null;

  @Column({ name: 'record_filed_on', type: 'date', nullable: true })
  recordFiledOn!: string | null;

  @Column({ name: 'record_valid_until', type: 'date', nullable: true })
  recordValidUntil!: string | null;

  /** The next one is due three years later. */
  @Column({ name: 'safety_evaluated_on', type: 'date', nullable: true })
  safetyEvaluatedOn!: string | null;

  @Column({ name: 'permit_system', type: 'boolean', nullable: true })
  permitSystem!: boolean | null;

  @Column({ name: 'location_system', type: 'boolean', nullable: true })
  locationSystem!: boolean | null;

  @Column({ name: 'dual_prevention', type: 'boolean', nullable: true })
  dualPrevention!: boolean | null;

  @Column({ name: 'monitoring_connected', type: 'boolean', nullable: true })
  monitoringConnected!: boolean | null;

  @Column({ name: 'principal_responsible_name', type: 'text', nullable: true })
  principalResponsibleName!: string | null;

  @Column({ name: 'technical_responsible_name', type: 'text', nullable: true })
  technicalResponsibleName!: string | null;

  @Column({ name: 'operational_responsible_name', type: 'text', nullable: true })
  operationalResponsibleName!: string | null;

  @Column({ name: 'emergency_contact_name', type: 'text', nullable: true })
  emergencyContactName!: string | null;

  @Column({ name: 'emergency_contact_phone', type: 'text', nullable: true })
  emergencyContactPhone!: string | null;
}

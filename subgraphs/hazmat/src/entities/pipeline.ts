import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { PipelineMedium } from '../generated/resolvers.js';

/** 油气管道 Pipeline for oil, gas or chemicals; its route is not in this graph. */
@Entity('pipeline')
export class Pipeline extends OwnedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text', nullable: true })
  medium!: PipelineMedium | null;

  @Column({ name: 'length_kilometres', type: 'float8', nullable: true })
  lengthKilometres!: number | null;

  @Column({ name: 'diameter_millimetres', type: 'float8', nullable: true })
  diameterMillimetres!: number | null;

  @Column({ name: 'design_pressure_megapascals', type: 'float8', nullable: true })
  designPressureMegapascals!: number | null;

  @Column({ name: 'commissioned_on', type: 'date', nullable: true })
  commissionedOn!: string | null;

  @Column({ name: 'project_approved', type: 'boolean', nullable: true })
  projectApproved!: boolean | null;

  @Column({ name: 'safety_facilities_accepted', type: 'boolean', nullable: true })
  safetyFacilitiesAccepted!: boolean | null;

  @Column({ name: 'smart_cathodic_protection', type: 'boolean', nullable: true })
  smartCathodicProtection!: boolean | null;
}

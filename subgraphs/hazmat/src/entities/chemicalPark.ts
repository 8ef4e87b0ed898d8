import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { ParkRiskGrade } from '../generated/resolvers.js';
import type { TenHave, TwoBan } from '../rules/parkItems.js';

/** 化工园区 Chemical park. */
@Entity('chemical_park')
export class ChemicalPark extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'risk_grade', type: 'text', nullable: true })
  riskGrade!: ParkRiskGrade | null;

  @Column({ name: 'assessed_on', type: 'date', nullable: true })
  assessedOn!: string | null;

  @Column({ name: 'approved_on', type: 'date', nullable: true })
  approvedOn!: string | null;

  @Column({ name: 'area_square_kilometres', type: 'float8', nullable: true })
  areaSquareKilometres!: number | null;

  @Column({ name: 'enterprise_count', type: 'integer', nullable: true })
  enterpriseCount!: number | null;

  @Column({ name: 'ten_haves', type: 'jsonb' })
  tenHaves!: TenHave[];

  @Column({ name: 'two_bans', type: 'jsonb' })
  twoBans!: TwoBan[];
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { ChemicalFlowKind, ControlledChemical } from '../generated/resolvers.js';

/** 剧毒、易制爆危险化学品流向报告 (危险化学品安全法 art. 61). */
@Entity('chemical_flow_report')
export class ChemicalFlowReport extends OwnedRow {
  @Column({ type: 'text' })
  kind!: ChemicalFlowKind;

  @Column({ type: 'text' })
  control!: ControlledChemical;

  /** The seller of a SALE, the buyer of a PURCHASE: who reports. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ name: 'chemical_name', type: 'text' })
  chemicalName!: string;

  /** Number in GB 18218-2018 table 1, which does not list every controlled chemical. */
  @Column({ name: 'chemical_no', type: 'integer', nullable: true })
  chemicalNo!: number | null;

  /** 千克 */
  @Column({ name: 'quantity_kilograms', type: 'float8', nullable: true })
  quantityKilograms!: number | null;

  @Column({ name: 'counterparty_uscc', type: 'text', nullable: true })
  counterpartyUscc!: string | null;

  @Column({ name: 'counterparty_name', type: 'text', nullable: true })
  counterpartyName!: string | null;

  @Column({ name: 'intended_use', type: 'text', nullable: true })
  intendedUse!: string | null;

  @Column({ name: 'traded_on', type: 'date' })
  tradedOn!: string;

  @Column({ name: 'reported_at', type: 'timestamptz', nullable: true })
  reportedAt!: string | null;
}

import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 储罐 with its chemical, DOMAIN §2.4. */
@Entity('tank')
export class Tank extends OwnedRow {
  @Column({ name: 'storage_unit_id', type: 'uuid' })
  storageUnitId!: string;

  /** Follows from the unit; kept so that a hazard's tanks are one look-up. */
  @Column({ name: 'major_hazard_id', type: 'uuid' })
  majorHazardId!: string;

  @Column({ type: 'text' })
  name!: string;

  /** Number in GB 18218-2018 table 1. */
  @Column({ name: 'chemical_no', type: 'integer' })
  chemicalNo!: number;

  @Column({ name: 'capacity_tonnes', type: 'float8', nullable: true })
  capacityTonnes!: number | null;

  /** q of GB 18218-2018. */
  @Column({ name: 'design_maximum_tonnes', type: 'float8' })
  designMaximumTonnes!: number;

  @Column({ name: 'level_percent', type: 'float8', nullable: true })
  levelPercent!: number | null;

  @Column({ type: 'text', nullable: true })
  bund!: string | null;
}

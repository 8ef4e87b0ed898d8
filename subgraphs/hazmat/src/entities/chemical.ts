import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClassSymbol } from '../rules/gb18218.js';

/** A row of GB 18218-2018 table 1. Public reference data: it has no owner and no division. */
@Entity('chemical')
export class Chemical {
  /** For cursors only; the key is `gb18218No`. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** Number in table 1: a CAS number may stand for several rows. */
  @Column({ name: 'gb18218_no', type: 'integer' })
  gb18218No!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', array: true })
  aliases!: string[];

  /** Name and other names, a line each, for searching. */
  @Column({ name: 'names', type: 'text', insert: false, update: false })
  names!: string;

  @Column({ name: 'cas_no', type: 'text', nullable: true })
  casNo!: string | null;

  @Column({ name: 'un_no', type: 'text', nullable: true })
  unNo!: string | null;

  @Column({ name: 'critical_quantity_tonnes', type: 'float8' })
  criticalQuantityTonnes!: number;

  @Column({ type: 'float8' })
  beta!: number;

  @Column({ name: 'class_symbol', type: 'text', nullable: true })
  classSymbol!: ClassSymbol | null;

  /** Number in 危险化学品目录 (2015版). */
  @Column({ name: 'catalogue_no', type: 'integer', nullable: true })
  catalogueNo!: number | null;

  @Column({ name: 'ghs_classes', type: 'text', array: true })
  ghsClasses!: string[];

  @Column({ name: 'is_key_supervised', type: 'boolean', nullable: true })
  isKeySupervised!: boolean | null;

  @Column({ name: 'is_explosive_precursor', type: 'boolean', nullable: true })
  isExplosivePrecursor!: boolean | null;

  @Column({ name: 'is_drug_precursor', type: 'boolean', nullable: true })
  isDrugPrecursor!: boolean | null;

  @Column({ name: 'is_highly_toxic', type: 'boolean', nullable: true })
  isHighlyToxic!: boolean | null;

  @Column({ name: 'erg_guide', type: 'integer', nullable: true })
  ergGuide!: number | null;

  @Column({ name: 'isolation_distance_metres', type: 'integer', nullable: true })
  isolationDistanceMetres!: number | null;

  @Column({ name: 'fire_isolation_distance_metres', type: 'integer', nullable: true })
  fireIsolationDistanceMetres!: number | null;
}

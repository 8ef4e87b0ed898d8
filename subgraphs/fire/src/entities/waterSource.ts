import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type { WaterSourceKind } from '../generated/resolvers.js';

/** 消防水源, DOMAIN §2.5. */
@Entity('water_source')
export class WaterSource extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: WaterSourceKind;

  /** L/s */
  @Column({ name: 'flow', type: 'float8', nullable: true })
  flowLitresPerSecond!: number | null;

  /** MPa */
  @Column({ name: 'pressure', type: 'float8', nullable: true })
  pressureMegapascals!: number | null;

  /** m³ */
  @Column({ name: 'volume', type: 'float8', nullable: true })
  volumeCubicMetres!: number | null;

  @Column({ type: 'boolean', nullable: true })
  usable!: boolean | null;

  @Column({ name: 'last_checked_on', type: 'date', nullable: true })
  lastCheckedOn!: string | null;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  /** USCC of the enterprise on whose ground it stands. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  /** mm */
  @Column({ name: 'pipe_diameter', type: 'float8', nullable: true })
  pipeDiameterMillimetres!: number | null;
}

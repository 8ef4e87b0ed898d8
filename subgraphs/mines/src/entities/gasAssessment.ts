import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 瓦斯等级鉴定, DOMAIN §2.3. */
@Entity('gas_assessment')
export class GasAssessment extends OwnedRow {
  @Column({ name: 'coal_mine_id', type: 'uuid' })
  coalMineId!: string;

  @Column({ name: 'assessed_on', type: 'date' })
  assessedOn!: string;

  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column({ name: 'relative_emission', type: 'float8', nullable: true })
  relativeCubicMetresPerTonne!: number | null;

  @Column({ name: 'absolute_emission', type: 'float8', nullable: true })
  absoluteCubicMetresPerMinute!: number | null;

  @Column({ name: 'heading_max', type: 'float8', nullable: true })
  headingMaxCubicMetresPerMinute!: number | null;

  @Column({ name: 'face_max', type: 'float8', nullable: true })
  faceMaxCubicMetresPerMinute!: number | null;

  @Column({ name: 'outburst_occurred', type: 'boolean' })
  outburstOccurred!: boolean;

  @Column({ name: 'outburst_identified', type: 'boolean' })
  outburstIdentified!: boolean;
}

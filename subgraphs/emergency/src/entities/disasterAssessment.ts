import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';

/** 灾害评估, DOMAIN §2.6. */
@Entity('disaster_assessment')
export class DisasterAssessment extends OwnedRow {
  @Column({ name: 'incident_id', type: 'uuid' })
  incidentId!: string;

  @Column({ name: 'assessed_at', type: 'timestamptz' })
  assessedAt!: string;

  /** 人 */
  @Column({ name: 'affected_population', type: 'integer', nullable: true })
  affectedPopulation!: number | null;

  /** 人 */
  @Column({ name: 'relocated_population', type: 'integer', nullable: true })
  relocatedPopulation!: number | null;

  /** 间 */
  @Column({ name: 'collapsed_houses', type: 'integer', nullable: true })
  collapsedHouses!: number | null;

  /** 间 */
  @Column({ name: 'damaged_houses', type: 'integer', nullable: true })
  damagedHouses!: number | null;

  /** 公顷 */
  @Column({ name: 'crop_area_hectares', type: 'float8', nullable: true })
  cropAreaHectares!: number | null;

  /** 万元 */
  @Column({ name: 'direct_loss_wan_yuan', type: 'float8', nullable: true })
  directLossWanYuan!: number | null;

  @Column({ type: 'text', nullable: true })
  conclusion!: string | null;
}

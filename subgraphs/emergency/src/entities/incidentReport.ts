import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { AdministrativeLevel, IncidentReportKind } from '../generated/resolvers.js';

/** 信息报送, DOMAIN §2.6. */
@Entity('incident_report')
export class IncidentReport extends OwnedRow {
  @Column({ name: 'incident_id', type: 'uuid' })
  incidentId!: string;

  @Column({ type: 'text' })
  kind!: IncidentReportKind;

  @Column({ name: 'to_level', type: 'text' })
  toLevel!: AdministrativeLevel;

  @Column({ name: 'reported_at', type: 'timestamptz' })
  reportedAt!: string;

  @Column({ type: 'text', nullable: true })
  content!: string | null;

  @Column({ type: 'integer', nullable: true })
  dead!: number | null;

  @Column({ type: 'integer', nullable: true })
  missing!: number | null;

  @Column({ name: 'seriously_injured', type: 'integer', nullable: true })
  seriouslyInjured!: number | null;

  @Column({ name: 'slightly_injured', type: 'integer', nullable: true })
  slightlyInjured!: number | null;

  @Column({ type: 'integer', nullable: true })
  trapped!: number | null;
}

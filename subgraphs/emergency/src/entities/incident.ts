import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  DisasterType,
  IncidentKind,
  IncidentLevel,
  IncidentStatus,
  ResponseLevel,
} from '../generated/resolvers.js';

/** 伤亡情况 as an incident and each report on it have it. */
export interface Casualties {
  readonly dead: number | null;
  readonly missing: number | null;
  readonly seriouslyInjured: number | null;
  readonly slightlyInjured: number | null;
  readonly trapped: number | null;
}

/** 突发事件, DOMAIN §2.6. */
@Entity('incident')
export class Incident extends LocatedRow {
  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  kind!: IncidentKind;

  @Column({ name: 'disaster_type', type: 'text', nullable: true })
  disasterType!: DisasterType | null;

  /** Independent of `responseLevel` (DOMAIN §2.0). */
  @Column({ type: 'text', nullable: true })
  level!: IncidentLevel | null;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: string;

  /** USCC of the enterprise at which it happened. */
  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ type: 'text' })
  status!: IncidentStatus;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: string | null;

  /** Codes. */
  @Column({ name: 'affected_divisions', type: 'text', array: true })
  affectedDivisions!: string[];

  /** Of the owner's activation in force; kept by the database from the table of activations. */
  @Column({ name: 'response_level', type: 'text', nullable: true })
  responseLevel!: ResponseLevel | null;

  @Column({ name: 'response_activated_at', type: 'timestamptz', nullable: true })
  responseActivatedAt!: string | null;

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

  @Column({ name: 'reporter_phone', type: 'text', nullable: true })
  reporterPhone!: string | null;
}

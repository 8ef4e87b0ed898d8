import { Column, Entity } from 'typeorm';
import { LocatedRow } from '@huitong/kit';
import type {
  AccidentEscalationKind,
  AccidentGrade,
  AccidentKind,
  AccidentSector,
  ReportingFinding,
} from '../generated/resolvers.js';

/** A measure as stored; jsonb keeps the shorter key first. */
export interface Escalation {
  readonly on: string;
  readonly kind: AccidentEscalationKind;
  readonly note: string | null;
}

/** 生产安全事故, DOMAIN items 93 to 95 and 121. */
@Entity('accident')
export class Accident extends LocatedRow {
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'enterprise_uscc', type: 'text', nullable: true })
  enterpriseUscc!: string | null;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: string;

  @Column({ type: 'text' })
  sector!: AccidentSector;

  @Column({ type: 'text', nullable: true })
  kind!: AccidentKind | null;

  @Column({ type: 'integer', nullable: true })
  deaths!: number | null;

  @Column({ name: 'serious_injuries', type: 'integer', nullable: true })
  seriousInjuries!: number | null;

  /** 万元 */
  @Column({ name: 'direct_loss_wan_yuan', type: 'float8', nullable: true })
  directLossWanYuan!: number | null;

  /** Derived by the database; see rules/accidentGrade.ts. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  grade!: AccidentGrade | null;

  @Column({ name: 'great_impact', type: 'boolean', nullable: true })
  greatImpact!: boolean | null;

  @Column({ name: 'discovered_at', type: 'timestamptz', nullable: true })
  discoveredAt!: string | null;

  @Column({ name: 'first_alarm_at', type: 'timestamptz', nullable: true })
  firstAlarmAt!: string | null;

  @Column({ name: 'reported_at', type: 'timestamptz', nullable: true })
  reportedAt!: string | null;

  @Column({ name: 'forwarded_at', type: 'timestamptz', nullable: true })
  forwardedAt!: string | null;

  @Column({ name: 'reporting_finding', type: 'text', nullable: true })
  reportingFinding!: ReportingFinding | null;

  @Column({ type: 'jsonb', default: [] })
  escalations!: Escalation[];

  @Column({ type: 'text', array: true, default: [] })
  lessons!: string[];

  @Column({ name: 'report_approved_on', type: 'date', nullable: true })
  reportApprovedOn!: string | null;

  @Column({ name: 'rectification_reviewed_on', type: 'date', nullable: true })
  rectificationReviewedOn!: string | null;
}

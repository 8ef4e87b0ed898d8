import { Column, Entity } from 'typeorm';
import { OwnedRow } from '@huitong/kit';
import type { DepartmentLine } from '@huitong/contract';
import type { Purpose, ShareMode, SharingApplicationState } from '../generated/resolvers.js';
import type { ClockTerms } from '../rules/answerClock.js';
import type { RequestedCoordinate, ScopePoint } from '../rules/request.js';

/** 共享申请, 政务数据共享条例 arts 20 and 21; owned by the applicant. */
@Entity('sharing_application')
export class SharingApplication extends OwnedRow {
  @Column({ type: 'text' })
  number!: string;

  @Column({ name: 'provider_department', type: 'text' })
  providerDepartment!: string;

  @Column({ name: 'applicant_line', type: 'text' })
  applicantLine!: DepartmentLine;

  @Column({ name: 'signatory_role', type: 'text' })
  signatoryRole!: string;

  @Column({ name: 'signatory_subject', type: 'text' })
  signatorySubject!: string;

  @Column({ type: 'boolean' })
  signed!: boolean;

  @Column({ type: 'text' })
  purpose!: Purpose;

  @Column({ type: 'text', array: true })
  coordinates!: string[];

  @Column({ type: 'text', array: true })
  divisions!: string[];

  @Column({ type: 'jsonb', nullable: true })
  around!: ScopePoint[] | null;

  @Column({ name: 'within_km', type: 'float8', nullable: true })
  withinKm!: number | null;

  @Column({ type: 'text' })
  mode!: ShareMode;

  @Column({ name: 'rate_per_minute', type: 'integer', nullable: true })
  ratePerMinute!: number | null;

  @Column({ name: 'rows_per_day', type: 'integer', nullable: true })
  rowsPerDay!: number | null;

  @Column({ type: 'boolean' })
  unmask!: boolean;

  @Column({ type: 'jsonb' })
  requested!: RequestedCoordinate[];

  @Column({ name: 'all_unconditional', type: 'boolean' })
  allUnconditional!: boolean;

  @Column({ type: 'text' })
  basis!: string;

  @Column({ type: 'text' })
  scenario!: string;

  @Column({ name: 'unmask_reason', type: 'text', nullable: true })
  unmaskReason!: string | null;

  @Column({ name: 'wanted_from', type: 'timestamptz' })
  wantedFrom!: string;

  @Column({ name: 'wanted_until', type: 'timestamptz' })
  wantedUntil!: string;

  @Column({ type: 'text' })
  state!: SharingApplicationState;

  @Column({ name: 'submitted_at', type: 'timestamptz' })
  submittedAt!: string;

  @Column({ name: 'answer_clock', type: 'jsonb' })
  answerClock!: ClockTerms;

  @Column({ name: 'answer_due_at', type: 'timestamptz' })
  answerDueAt!: string;

  @Column({ name: 'review_clock', type: 'jsonb', nullable: true })
  reviewClock!: ClockTerms | null;

  @Column({ name: 'reviewed_at', type: 'timestamptz', nullable: true })
  reviewedAt!: string | null;

  @Column({ name: 'extension_working_days', type: 'integer', nullable: true })
  extensionWorkingDays!: number | null;

  @Column({ name: 'extension_reason', type: 'text', nullable: true })
  extensionReason!: string | null;

  @Column({ name: 'returned_at', type: 'timestamptz', nullable: true })
  returnedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  missing!: string | null;

  @Column({ name: 'supplement_due_at', type: 'timestamptz', nullable: true })
  supplementDueAt!: string | null;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  answeredAt!: string | null;

  @Column({ name: 'refusal_reasons', type: 'text', nullable: true })
  refusalReasons!: string | null;
}

import type { DangerState, HiddenDangerRow } from './row.js';

/** What decides whether a danger may stand where it stands. */
export type DangerFacts = Partial<Omit<HiddenDangerRow, 'level' | 'state'>> &
  Pick<HiddenDangerRow, 'level' | 'state'>;

/**
 * What must hold of a danger in its state, whoever wrote it there. Each rule is one check constraint of the table, and
 * the same in TypeScript, so that an import can say which cell is wrong.
 */
export interface StandingRule {
  /** Last part of the constraint's name. */
  readonly name: string;
  /** Property to blame. */
  readonly property: keyof HiddenDangerRow & string;
  readonly message: string;
  /** Over the columns of the table; true or null where the rule holds. */
  readonly sql: string;
  readonly holds: (row: DangerFacts) => boolean;
}

const has = (value: unknown): boolean => value !== null && value !== undefined;
const quoted = (states: readonly DangerState[]) => states.map((state) => `'${state}'`).join(', ');

/** In any of these states the property must be there; for major dangers only where `major` says so. */
function needed(
  name: string,
  property: keyof HiddenDangerRow & string,
  column: string,
  { states, major = false, message }: { states: readonly DangerState[]; major?: boolean; message: string },
): StandingRule {
  return {
    name,
    property,
    message,
    sql: `${column} is not null or state not in (${quoted(states)})${major ? ` or level <> 'MAJOR'` : ''}`,
    holds: (row) => has(row[property]) || !states.includes(row.state) || (major && row.level !== 'MAJOR'),
  };
}

/** Days in Shanghai: a file often has the day of one event and the time of another. */
const shanghai = (column: string) => `(${column} at time zone 'Asia/Shanghai')::date`;
const dayOf = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

interface Timed {
  readonly property: keyof HiddenDangerRow & string;
  readonly column: string;
}
function notBefore(name: string, later: Timed, earlier: Timed, message: string): StandingRule {
  const day = (row: DangerFacts, { property }: Timed) => {
    const value = row[property] as string | null | undefined;
    return has(value) ? (/T/.test(value as string) ? dayOf(value as string) : (value as string)) : null;
  };
  const sqlDay = ({ property, column }: Timed) => (property === 'dueOn' ? column : shanghai(column));
  return {
    name,
    property: later.property,
    message,
    sql: `${sqlDay(later)} >= ${sqlDay(earlier)}`,
    holds(row) {
      const [after, before] = [day(row, later), day(row, earlier)];
      return after === null || before === null || after >= before;
    },
  };
}

const at = {
  found: { property: 'foundAt', column: 'found_at' },
  regulator: { property: 'reportedToRegulatorAt', column: 'reported_to_regulator_at' },
  staff: { property: 'reportedToStaffAt', column: 'reported_to_staff_at' },
  listed: { property: 'listedAt', column: 'listed_at' },
  due: { property: 'dueOn', column: 'due_on' },
  accepted: { property: 'selfAcceptedAt', column: 'self_accepted_at' },
  reviewed: { property: 'reviewedAt', column: 'reviewed_at' },
  deregistered: { property: 'deregisteredAt', column: 'deregistered_at' },
} as const;

const closed = ['REVIEWED', 'DEREGISTERED'] as const;
const accepted = ['SELF_ACCEPTED', ...closed] as const;
const underway = ['RECTIFYING', ...accepted] as const;
const listedOn = ['LISTED', ...underway] as const;

/** Every rule; a row that breaks one is in no state that the machine could have brought it to. */
export const standingRules: readonly StandingRule[] = [
  needed('reported_to_staff', 'reportedToStaffAt', 'reported_to_staff_at', {
    states: ['REPORTED'],
    message: 'A reported danger says when it was reported to the staff (安全生产法 art. 41).',
  }),
  needed('major_reported_to_staff', 'reportedToStaffAt', 'reported_to_staff_at', {
    states: listedOn,
    major: true,
    message: 'A major danger is reported to the staff before it is listed (双报告, 安全生产法 art. 41).',
  }),
  needed('major_reported_to_regulator', 'reportedToRegulatorAt', 'reported_to_regulator_at', {
    states: ['REPORTED', ...listedOn],
    major: true,
    message: 'A major danger is reported to the regulator before it is listed (双报告, 安全生产法 art. 41).',
  }),
  {
    name: 'only_major_listed',
    property: 'level',
    message: 'Only a major danger is listed for supervision (挂牌督办).',
    sql: `state <> 'LISTED' or level = 'MAJOR'`,
    holds: ({ state, level }) => state !== 'LISTED' || level === 'MAJOR',
  },
  needed('major_listed', 'listedAt', 'listed_at', {
    states: listedOn,
    major: true,
    message: 'A major danger is listed for supervision before it is rectified (挂牌督办).',
  }),
  needed('major_supervised', 'supervisionLevel', 'supervision_level', {
    states: listedOn,
    major: true,
    message: 'A listed danger says at which level it is supervised.',
  }),
  needed('deadline_set', 'dueOn', 'due_on', {
    states: ['LISTED', 'RECTIFYING'],
    message: 'A danger under rectification has a last day, set by the department.',
  }),
  needed('suspension_dated', 'productionSuspendedAt', 'production_suspended_at', {
    states: ['SUSPENDED_PRODUCTION'],
    message: 'A suspension of production says when it began.',
  }),
  needed('accepted_by_itself', 'selfAcceptedAt', 'self_accepted_at', {
    states: accepted,
    message: 'The enterprise accepts its rectification before the department reviews it.',
  }),
  needed('reviewed_before_closing', 'reviewedAt', 'reviewed_at', {
    states: closed,
    message: 'No danger is closed without a review; a penalty is none (严禁以罚代管).',
  }),
  needed('review_concluded', 'reviewConclusion', 'review_conclusion', {
    states: closed,
    message: 'A review has a conclusion.',
  }),
  needed('deregistration_dated', 'deregisteredAt', 'deregistered_at', {
    states: ['DEREGISTERED'],
    message: 'A deregistered danger says when it was deregistered.',
  }),
  {
    name: 'no_review_while_open',
    property: 'reviewedAt',
    message: 'A danger with a review that it passed is REVIEWED or DEREGISTERED.',
    sql: `reviewed_at is null or state in (${quoted(closed)})`,
    holds: ({ reviewedAt, state }) => !has(reviewedAt) || (closed as readonly string[]).includes(state),
  },
  {
    name: 'no_closing_date_while_open',
    property: 'deregisteredAt',
    message: 'A danger with a day of deregistration is DEREGISTERED.',
    sql: `deregistered_at is null or state = 'DEREGISTERED'`,
    holds: ({ deregisteredAt, state }) => !has(deregisteredAt) || state === 'DEREGISTERED',
  },
  notBefore('reported_after_found', at.regulator, at.found, 'It cannot be reported before it was found.'),
  notBefore('told_after_found', at.staff, at.found, 'It cannot be reported before it was found.'),
  notBefore('listed_after_found', at.listed, at.found, 'It cannot be listed before it was found.'),
  notBefore('due_after_found', at.due, at.found, 'It cannot be due before it was found.'),
  notBefore('accepted_after_found', at.accepted, at.found, 'It cannot be rectified before it was found.'),
  notBefore('reviewed_after_accepted', at.reviewed, at.accepted, 'It is reviewed after it was accepted.'),
  notBefore('closed_after_reviewed', at.deregistered, at.reviewed, 'It is deregistered after its review.'),
];

/** The rules that a danger breaks; empty for one that may stand where it stands. */
export const standingProblems = (row: DangerFacts): StandingRule[] =>
  standingRules.filter((rule) => !rule.holds(row));

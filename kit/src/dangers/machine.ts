import { dayOfMove } from '../states/evidence.js';
import { defineStateMachine, type Evidence, type MoveFacts } from '../states/machine.js';
import { coalAnnouncement, coalResumptionReview, isOverdue, rectificationDeadline } from './clocks.js';
import type { DangerState, HiddenDangerRow } from './row.js';
import { lifted, notLowered, raised, stillSupervised } from './supervision.js';

type Asked = Evidence<HiddenDangerRow>;
const isMajor = ({ level }: HiddenDangerRow) => level === 'MAJOR';
const major = { zh: '重大隐患', en: 'major dangers', holds: isMajor };

const text = (name: string, zh: string, en: string, more: Partial<Asked> = {}): Asked => ({
  name,
  title: { zh, en },
  kind: 'TEXT',
  ...more,
});
const instant = (name: keyof HiddenDangerRow & string, zh: string, en: string): Asked => ({
  name,
  title: { zh, en },
  kind: 'INSTANT',
  property: name,
});

const documentNo = text('documentNo', '文号', 'number of the order or approval', { longest: 200 });
const reason = text('reason', '理由', 'reason');
const deadline: Asked = {
  name: 'dueOn',
  title: { zh: '整改期限', en: 'last day for rectification' },
  kind: 'DATE',
  property: 'dueOn',
};
const steps = {
  cause: text('cause', '原因', 'cause', { property: 'cause' }),
  accountability: text('accountability', '追责', 'who was held to account', { property: 'accountability' }),
  immediate: text('immediateRectification', '即时整改', 'what was put right', {
    property: 'immediateRectification',
  }),
  sourceTreatment: text('sourceTreatment', '源头治理', 'what keeps it from coming back', {
    property: 'sourceTreatment',
  }),
};
const conclusion = text('reviewConclusion', '复查结论', 'conclusion of the review', {
  property: 'reviewConclusion',
});

const reportedTwice = (row: HiddenDangerRow) =>
  row.reportedToRegulatorAt !== null && row.reportedToStaffAt !== null;
const unreported = (row: HiddenDangerRow) =>
  reportedTwice(row) ? null : 'it has not been reported to regulator and staff (双报告)';
const onlyMajor = (row: HiddenDangerRow) =>
  isMajor(row) ? null : 'only a major danger is listed; a general one goes straight to RECTIFY';
/** A major danger has been reported twice and listed before anything counts as its rectification. */
const listedIfMajor = (row: HiddenDangerRow) =>
  !isMajor(row) || (reportedTwice(row) && row.listedAt !== null)
    ? null
    : 'a major danger is first reported to regulator and staff (双报告) and listed (挂牌督办)';

const listed = {
  zh: '一般隐患；重大隐患须已双报告并挂牌',
  en: 'general dangers; major ones once reported twice and listed',
};

const given = (move: MoveFacts, name: string) => move.evidence[name] as string | undefined;
const deadlineAhead = (row: HiddenDangerRow, move: MoveFacts) => {
  const day = given(move, 'dueOn') ?? row.dueOn;
  return day !== null && day < dayOfMove(move) ? `the deadline ${day} has passed` : null;
};
const dayOf = (instantText: string) => dayOfMove({ now: new Date(instantText) });
/** That what is told to have happened did not happen before something else, to the day. */
const notBefore = (row: HiddenDangerRow, move: MoveFacts, name: string, earlier: keyof HiddenDangerRow) => {
  const [at, before] = [given(move, name), row[earlier] as string | null];
  return at && before && dayOf(at) < dayOf(before) ? `${name} ${at} lies before ${earlier} ${before}` : null;
};

const noClosing =
  'a danger is closed only after a review that it passed; a penalty closes nothing (严禁以罚代管)';

/** Whatever belongs to one round of rectification; a danger that comes back begins another. */
const newRound = {
  reportedToRegulatorAt: null,
  reportedToStaffAt: null,
  supervisionLevel: null,
  supervisedBy: null,
  listedAt: null,
  dueOn: null,
  immediateRectification: null,
  productionSuspendedAt: null,
  selfAcceptedAt: null,
  reviewedAt: null,
  reviewConclusion: null,
  deregisteredAt: null,
};

/**
 * 事故隐患 from its discovery to its deregistration (DOMAIN §1.7, items 85 to 87).
 *
 * A general danger takes the short way FOUND → RECTIFYING; a major one is reported twice (双报告) and listed (挂牌督办)
 * first. Both are closed by a review and in no other way; where a department above has raised the supervision, it lifts
 * it (摘牌) between the review and the deregistration (审核把关). 逾期 is no state, because an overdue danger still stands
 * somewhere: it is computed from the deadline, and RECORD_OVERDUE puts it on record where that is wanted.
 */
export const hiddenDangerMachine = defineStateMachine<DangerState, HiddenDangerRow>({
  name: 'hidden-danger',
  title: { zh: '事故隐患', en: 'Hidden danger' },
  source: '安全生产法 arts 41, 65; 煤矿安全生产条例 arts 35, 36, 48, 49; DOMAIN §1.7, items 85–87',
  states: {
    FOUND: { zh: '已发现', en: 'found' },
    REPORTED: { zh: '已双报告', en: 'reported to regulator and staff' },
    LISTED: { zh: '挂牌督办', en: 'listed for supervision' },
    RECTIFYING: { zh: '整改中', en: 'being rectified' },
    SUSPENDED_PRODUCTION: { zh: '停产整顿', en: 'production suspended' },
    SELF_ACCEPTED: { zh: '自查验收', en: 'accepted by the enterprise' },
    REVIEWED: { zh: '已复查', en: 'reviewed' },
    DEREGISTERED: { zh: '已销号', en: 'deregistered', final: true },
    REOPENED: { zh: '重复出现', en: 'found again' },
  },
  initial: 'FOUND',
  transitions: [
    {
      name: 'REPORT',
      title: { zh: '双报告', en: 'report to regulator and staff' },
      from: ['FOUND', 'REOPENED', 'SUSPENDED_PRODUCTION'],
      to: 'REPORTED',
      requires: [
        {
          ...instant('reportedToRegulatorAt', '报告监管部门时间', 'when the regulator was told'),
          standing: true,
          when: major,
        },
        { ...instant('reportedToStaffAt', '报告职工时间', 'when the staff was told'), standing: true },
      ],
      guard: (row, move) =>
        notBefore(row, move, 'reportedToRegulatorAt', 'foundAt') ??
        notBefore(row, move, 'reportedToStaffAt', 'foundAt'),
      source: '安全生产法 art. 41',
    },
    {
      name: 'LIST',
      title: { zh: '挂牌督办', en: 'list for supervision' },
      from: ['REPORTED', 'SUSPENDED_PRODUCTION'],
      to: 'LISTED',
      condition: { zh: '仅重大隐患，且已双报告', en: 'major dangers that were reported twice' },
      applies: (row) => onlyMajor(row) ?? unreported(row),
      requires: [
        {
          name: 'supervisionLevel',
          title: { zh: '督办级别', en: 'level of supervision' },
          kind: 'TEXT',
          property: 'supervisionLevel',
          longest: 20,
        },
        { ...deadline, standing: true },
      ],
      accepts: [documentNo],
      guard: (row, move) => deadlineAhead(row, move) ?? notLowered(row, move),
      writes: (_, { now }) => ({ listedAt: now.toISOString() }),
      clocks: [rectificationDeadline],
      otherwise: 'a major danger is reported to regulator and staff (双报告) before it is listed',
    },
    {
      name: 'RAISE_SUPERVISION',
      title: { zh: '提级督办', en: 'raise the supervision' },
      from: ['REPORTED', 'LISTED', 'RECTIFYING', 'SUSPENDED_PRODUCTION', 'SELF_ACCEPTED'],
      to: 'LISTED',
      keeps: ['RECTIFYING', 'SUSPENDED_PRODUCTION', 'SELF_ACCEPTED'],
      who: { by: 'SUPERIOR' },
      condition: {
        zh: '仅重大隐患，且已双报告；高于现督办级别，或由安委办同级接管',
        en: 'major dangers that were reported twice, to a level above the present one; 安委办 takes over at the same level, too',
      },
      applies: (row) =>
        onlyMajor(row) ??
        (row.supervisionLevel === 'PROVINCE' && row.supervisedBy !== null
          ? 'the province supervises it already'
          : unreported(row)),
      requires: [documentNo, { ...deadline, standing: true }],
      accepts: [reason],
      guard: (row, move) => raised(row, move) ?? (given(move, 'dueOn') ? deadlineAhead(row, move) : null),
      // The list of the higher level is another one: it is listed there from now on.
      writes: (_, { now, mover }) => ({
        supervisionLevel: mover?.level ?? null,
        supervisedBy: mover?.department ?? null,
        listedAt: now.toISOString(),
      }),
      clocks: [rectificationDeadline],
      source: '安全生产法 art. 41; DOMAIN items 86, 94, §1.9',
    },
    {
      name: 'RECTIFY',
      title: { zh: '开始整改', en: 'start to rectify' },
      from: ['FOUND', 'REPORTED', 'LISTED', 'REOPENED'],
      to: 'RECTIFYING',
      condition: listed,
      applies: listedIfMajor,
      requires: [{ ...deadline, standing: true }],
      accepts: [steps.cause, steps.accountability, steps.immediate],
      guard: (row, move) => (given(move, 'dueOn') ? deadlineAhead(row, move) : null),
      clocks: [rectificationDeadline],
    },
    {
      name: 'EXTEND',
      title: { zh: '延长整改期限', en: 'extend the deadline' },
      from: ['RECTIFYING'],
      to: 'RECTIFYING',
      requires: [deadline, documentNo, reason],
      guard: (row, move) =>
        deadlineAhead(row, move) ??
        (row.dueOn !== null && (given(move, 'dueOn') as string) <= row.dueOn
          ? `the deadline already is ${row.dueOn}`
          : null),
      clocks: [rectificationDeadline],
    },
    {
      name: 'RECORD_OVERDUE',
      title: { zh: '记录逾期', en: 'put on record that it is overdue' },
      from: ['RECTIFYING'],
      to: 'RECTIFYING',
      condition: { zh: '已过整改期限', en: 'its deadline has passed' },
      applies: (row, now) => (isOverdue(row, dayOfMove({ now })) ? null : 'its deadline has not passed'),
      accepts: [reason],
    },
    {
      name: 'SUSPEND_PRODUCTION',
      title: { zh: '停产整顿', en: 'suspend production' },
      from: ['FOUND', 'REPORTED', 'LISTED', 'RECTIFYING', 'REOPENED'],
      to: 'SUSPENDED_PRODUCTION',
      requires: [documentNo],
      accepts: [reason, { ...deadline, standing: true }],
      guard: (row, move) => (given(move, 'dueOn') ? deadlineAhead(row, move) : null),
      writes: (_, { now }) => ({ productionSuspendedAt: now.toISOString() }),
      source: '安全生产法 art. 65',
    },
    {
      name: 'RAISE_TO_MAJOR',
      title: { zh: '升级为重大隐患', en: 'raise to a major danger' },
      from: ['FOUND', 'REPORTED', 'RECTIFYING', 'SUSPENDED_PRODUCTION', 'SELF_ACCEPTED'],
      to: 'FOUND',
      condition: { zh: '仅一般隐患', en: 'general dangers' },
      applies: (row) => (isMajor(row) ? 'it is a major danger already' : null),
      requires: [reason],
      // Production stays suspended where it is.
      writes: ({ productionSuspendedAt }) => ({ ...newRound, productionSuspendedAt, level: 'MAJOR' }),
    },
    {
      name: 'SELF_ACCEPT',
      title: { zh: '自查验收', en: 'accept the rectification oneself' },
      from: ['RECTIFYING', 'SUSPENDED_PRODUCTION'],
      to: 'SELF_ACCEPTED',
      condition: listed,
      applies: listedIfMajor,
      requires: [
        instant('selfAcceptedAt', '自查验收时间', 'when the enterprise accepted it'),
        { ...steps.immediate, standing: true },
      ],
      accepts: [steps.cause, steps.accountability, steps.sourceTreatment],
      guard: (row, move) => notBefore(row, move, 'selfAcceptedAt', 'foundAt'),
      clocks: [coalResumptionReview],
    },
    {
      name: 'REVIEW',
      title: { zh: '复查合格', en: 'review, passed' },
      from: ['SELF_ACCEPTED'],
      to: 'REVIEWED',
      requires: [instant('reviewedAt', '复查时间', 'when it was reviewed'), conclusion],
      accepts: [documentNo],
      guard: (row, move) => notBefore(row, move, 'reviewedAt', 'selfAcceptedAt'),
      clocks: [coalAnnouncement],
    },
    {
      name: 'REJECT',
      title: { zh: '复查不合格', en: 'review, failed' },
      from: ['SELF_ACCEPTED'],
      to: 'RECTIFYING',
      requires: [conclusion, { ...deadline, standing: true }],
      guard: (row, move) => (given(move, 'dueOn') ? deadlineAhead(row, move) : null),
      writes: () => ({ selfAcceptedAt: null }),
      clocks: [rectificationDeadline],
    },
    {
      name: 'LIFT_SUPERVISION',
      title: { zh: '摘牌', en: 'lift the supervision' },
      from: ['REVIEWED'],
      to: 'REVIEWED',
      who: { by: 'SUPERIOR' },
      condition: {
        zh: '仅提级督办的隐患，复查合格后由督办部门审核摘牌，或由更高级别部门摘牌',
        en: 'dangers whose supervision was raised, once reviewed; by the department that supervises it, or one of a higher level',
      },
      applies: ({ supervisedBy }) =>
        supervisedBy === null
          ? 'its own department supervises it, and takes it off its list by the deregistration (销号)'
          : null,
      requires: [documentNo],
      accepts: [reason],
      guard: lifted,
      // The level stays, as that at which it was listed.
      writes: () => ({ supervisedBy: null }),
      otherwise:
        'supervision is lifted after a review that the danger passed (复查合格), and before that by nothing',
      source: '安全生产法 art. 41; DOMAIN §1.7, item 86 (挂牌督办 → 审核把关 → 销号)',
    },
    {
      name: 'DEREGISTER',
      title: { zh: '销号', en: 'deregister' },
      from: ['REVIEWED'],
      to: 'DEREGISTERED',
      condition: { zh: '提级督办的须已摘牌', en: 'once a supervision that was raised has been lifted' },
      applies: (row) =>
        row.reviewedAt === null ? noClosing : row.supervisedBy === null ? null : stillSupervised,
      requires: [{ ...documentNo, when: major }],
      writes: (_, { now }) => ({ deregisteredAt: now.toISOString() }),
      otherwise: noClosing,
    },
    {
      name: 'REOPEN',
      title: { zh: '重复出现', en: 'reopen' },
      from: ['REVIEWED', 'DEREGISTERED'],
      to: 'REOPENED',
      reopens: true,
      requires: [reason],
      writes: (row) => ({ ...newRound, reopenings: row.reopenings + 1 }),
    },
  ],
});

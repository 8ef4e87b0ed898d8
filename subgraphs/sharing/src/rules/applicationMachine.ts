import { dayAt, defineStateMachine, type Evidence } from '@huitong/kit';
import type { SharingApplication } from '../entities/sharingApplication.js';
import type { SharingApplicationState } from '../generated/resolvers.js';
import { answerClocks, dueOf, supplementTerms } from './answerClock.js';
import { by, partyTitles } from './parties.js';

type Row = SharingApplication;
const text = (name: string, zh: string, en: string, property?: keyof Row & string): Evidence<Row> => ({
  name,
  title: { zh, en },
  kind: 'TEXT',
  ...(property ? { property } : {}),
});

const { extensionWorkingDays } = answerClocks.statute;
const isPast = (instant: string | null, now: Date) =>
  instant !== null && Date.parse(instant) <= now.getTime();

/** An application from its submission to its answer. */
export const applicationMachine = defineStateMachine<SharingApplicationState, Row>({
  name: 'sharing-application',
  title: { zh: '政务数据共享申请', en: 'Application for sharing' },
  source: '政务数据共享条例 arts 20, 21',
  parties: partyTitles,
  states: {
    SUBMITTED: { zh: '已提交', en: 'submitted; the answer is due' },
    RETURNED: { zh: '一次性退回补充', en: 'returned once with all that is missing' },
    APPROVED: { zh: '同意', en: 'approved; a grant was made', final: true },
    REFUSED: { zh: '不同意', en: 'refused with reasons', final: true },
    WITHDRAWN: { zh: '撤回', en: 'withdrawn by the applicant', final: true },
    EXPIRED: { zh: '逾期未补充', en: 'not supplemented in time', final: true },
  },
  initial: 'SUBMITTED',
  transitions: [
    {
      name: 'PASS_REVIEW',
      title: { zh: '合规审查通过', en: 'passes the review' },
      from: ['SUBMITTED'],
      to: 'SUBMITTED',
      who: by('SUPERVISOR'),
      applies: (row) => (row.reviewedAt === null ? null : 'it has passed the review'),
      writes: (_, { now }) => ({ reviewedAt: now.toISOString() }),
    },
    {
      name: 'EXTEND',
      title: { zh: '同意延长答复', en: 'consents to a longer time for the answer' },
      from: ['SUBMITTED'],
      to: 'SUBMITTED',
      who: by('SUPERVISOR'),
      requires: [
        { name: 'workingDays', title: { zh: '延长工作日', en: 'working days' }, kind: 'NUMBER' },
        text('reason', '理由', 'reason', 'extensionReason'),
      ],
      condition: { zh: '一次', en: 'once' },
      applies: (row) => (row.extensionWorkingDays === null ? null : 'the answer has been extended once'),
      guard(_, { evidence }) {
        const days = evidence['workingDays'] as number;
        return Number.isInteger(days) && days >= 1 && days <= extensionWorkingDays
          ? null
          : `an answer is extended by 1 to ${extensionWorkingDays} working days`;
      },
      writes(row, { evidence }) {
        const days = evidence['workingDays'] as number;
        const answerClock = { ...row.answerClock, workingDays: row.answerClock.workingDays + days };
        return {
          extensionWorkingDays: days,
          answerClock,
          answerDueAt: dueOf(answerClock, row.submittedAt).dueAt,
        };
      },
    },
    {
      name: 'RETURN',
      title: { zh: '一次性退回补充', en: 'returns it' },
      from: ['SUBMITTED'],
      to: 'RETURNED',
      who: by('PROVIDER'),
      requires: [text('missing', '补充清单', 'everything that is missing', 'missing')],
      condition: { zh: '一次', en: 'once' },
      applies: (row) =>
        row.returnedAt === null ? null : 'it has been returned once; approve it, or refuse it with reasons',
      writes: (_, { now }) => ({
        returnedAt: now.toISOString(),
        supplementDueAt: dueOf(supplementTerms, now.toISOString()).dueAt,
      }),
    },
    {
      name: 'SUPPLEMENT',
      title: { zh: '补充', en: 'supplements it' },
      from: ['RETURNED'],
      to: 'SUBMITTED',
      who: by('APPLICANT'),
      requires: [text('statement', '补充说明', 'how the list is met')],
      applies: (row, now) =>
        isPast(row.supplementDueAt, now) ? 'the time for the supplement is over; apply anew' : null,
    },
    {
      name: 'APPROVE',
      title: { zh: '同意', en: 'approves it' },
      from: ['SUBMITTED'],
      to: 'APPROVED',
      who: by('PROVIDER'),
      writes: (_, { now }) => ({ answeredAt: now.toISOString() }),
    },
    {
      name: 'REFUSE',
      title: { zh: '不同意', en: 'refuses it' },
      from: ['SUBMITTED'],
      to: 'REFUSED',
      who: by('PROVIDER'),
      requires: [text('reasons', '不同意理由', 'reasons', 'refusalReasons')],
      otherwise: 'an application that lacks something is returned, not refused (art. 21)',
      writes: (_, { now }) => ({ answeredAt: now.toISOString() }),
    },
    {
      name: 'WITHDRAW',
      title: { zh: '撤回', en: 'withdraws it' },
      from: ['SUBMITTED', 'RETURNED'],
      to: 'WITHDRAWN',
      who: by('APPLICANT'),
    },
    {
      name: 'EXPIRE',
      title: { zh: '作废', en: 'closes it' },
      from: ['RETURNED'],
      to: 'EXPIRED',
      who: by('PROVIDER', 'SUPERVISOR'),
      condition: { zh: '逾期未补充', en: 'not supplemented in time' },
      applies: (row, now) =>
        isPast(row.supplementDueAt, now)
          ? null
          : `the applicant may supplement it until ${row.supplementDueAt === null ? 'then' : dayAt(row.supplementDueAt)}`,
    },
  ],
});

import { defineStateMachine, type Evidence } from '@huitong/kit';
import type { SharingDispute } from '../entities/sharingDispute.js';
import type { SharingDisputeState } from '../generated/resolvers.js';
import { by, partyTitles } from './parties.js';

type Row = SharingDispute;
const reason: Evidence<Row> = { name: 'reason', title: { zh: '理由', en: 'reason' }, kind: 'TEXT' };
const instances = ['NEGOTIATING', 'WITH_SUPERVISOR', 'WITH_COMMON_SUPERIOR', 'WITH_GOVERNMENT'] as const;
const settled = (_: Row, { now }: { readonly now: Date }) => ({ settledAt: now.toISOString() });

/** A dispute from instance to instance, none of them left out. */
export const disputeMachine = defineStateMachine<SharingDisputeState, Row>({
  name: 'sharing-dispute',
  title: { zh: '政务数据共享争议', en: 'Dispute on sharing' },
  source: '政务数据共享条例 art. 28',
  parties: {
    APPLICANT: { zh: '提出方', en: 'who raised it' },
    PROVIDER: { zh: '对方', en: 'the other department' },
    SUPERVISOR: partyTitles.SUPERVISOR,
  },
  states: {
    NEGOTIATING: { zh: '协商', en: 'the departments negotiate' },
    WITH_SUPERVISOR: { zh: '同级主管部门协调', en: 'with the data administration of their level' },
    WITH_COMMON_SUPERIOR: { zh: '共同上级主管部门协调', en: 'with the data administration above both' },
    WITH_GOVERNMENT: { zh: '报请政府决定', en: 'with the government' },
    SETTLED: { zh: '已解决', en: 'settled', final: true },
    WITHDRAWN: { zh: '撤回', en: 'withdrawn', final: true },
  },
  initial: 'NEGOTIATING',
  transitions: [
    {
      name: 'REFER_TO_SUPERVISOR',
      title: { zh: '提请同级主管部门', en: 'takes it to the data administration' },
      from: ['NEGOTIATING'],
      to: 'WITH_SUPERVISOR',
      who: by('APPLICANT', 'PROVIDER'),
      requires: [reason],
    },
    {
      name: 'REFER_TO_COMMON_SUPERIOR',
      title: { zh: '提请共同上级主管部门', en: 'takes it to the data administration above both' },
      from: ['WITH_SUPERVISOR'],
      to: 'WITH_COMMON_SUPERIOR',
      who: by('APPLICANT', 'PROVIDER', 'SUPERVISOR'),
      requires: [reason],
    },
    {
      name: 'REFER_TO_GOVERNMENT',
      title: { zh: '报请政府', en: 'takes it to the government' },
      from: ['WITH_COMMON_SUPERIOR'],
      to: 'WITH_GOVERNMENT',
      who: by('SUPERVISOR'),
      requires: [reason],
    },
    {
      name: 'SETTLE',
      title: { zh: '解决', en: 'settles it' },
      from: instances,
      to: 'SETTLED',
      // What two departments agree on is put on record by either; what an instance decides, by the data administration.
      who: by('APPLICANT', 'PROVIDER', 'SUPERVISOR'),
      requires: [
        {
          name: 'settlement',
          title: { zh: '处理结果', en: 'how it was settled' },
          kind: 'TEXT',
          property: 'settlement',
        },
      ],
      guard: (row, { mover }) =>
        row.state === 'NEGOTIATING' || mover === undefined || mover.line === 'DATA'
          ? null
          : 'it lies with an instance, whose decision the data administration records',
      writes: settled,
    },
    {
      name: 'WITHDRAW',
      title: { zh: '撤回', en: 'withdraws it' },
      from: instances,
      to: 'WITHDRAWN',
      who: by('APPLICANT'),
      writes: settled,
    },
  ],
});

import { defineStateMachine } from '@huitong/kit';
import type { VerificationCase } from '../entities/verificationCase.js';
import type { VerificationState } from '../generated/resolvers.js';
import { by, partyTitles } from './parties.js';

const reply = {
  name: 'reply',
  title: { zh: '答复', en: 'reply' },
  kind: 'TEXT',
  property: 'reply',
} as const;
const settled = (_: VerificationCase, { now }: { readonly now: Date }) => ({ settledAt: now.toISOString() });

/** A verification from the request to the reply; while it is open the value is marked as disputed. */
export const verificationMachine = defineStateMachine<VerificationState, VerificationCase>({
  name: 'verification',
  title: { zh: '政务数据校核', en: 'Verification of a value' },
  source: '政务数据共享条例 art. 26',
  parties: { ...partyTitles, APPLICANT: { zh: '使用方', en: 'who asked for it' } },
  states: {
    OPEN: { zh: '校核中', en: 'open; the value is disputed' },
    CORRECTED: { zh: '已更正', en: 'corrected at its source', final: true },
    CONFIRMED: { zh: '核实无误', en: 'confirmed; the value stands', final: true },
    WITHDRAWN: { zh: '撤回', en: 'withdrawn', final: true },
  },
  initial: 'OPEN',
  transitions: [
    {
      name: 'CORRECT',
      title: { zh: '更正', en: 'has corrected the value' },
      from: ['OPEN'],
      to: 'CORRECTED',
      who: by('PROVIDER'),
      requires: [reply],
      writes: settled,
    },
    {
      name: 'CONFIRM',
      title: { zh: '核实无误', en: 'confirms the value' },
      from: ['OPEN'],
      to: 'CONFIRMED',
      who: by('PROVIDER'),
      requires: [reply],
      writes: settled,
    },
    {
      name: 'WITHDRAW',
      title: { zh: '撤回', en: 'withdraws it' },
      from: ['OPEN'],
      to: 'WITHDRAWN',
      who: { by: 'PARTY', parties: ['APPLICANT'] },
      writes: settled,
    },
  ],
});

import { type Clock, defineStateMachine, type Evidence } from '@huitong/kit';
import type { SharingGrant } from '../entities/sharingGrant.js';
import type { SharingGrantStanding, SharingGrantState } from '../generated/resolvers.js';
import { clockAt, disposalTerms } from './answerClock.js';
import { by, partyTitles } from './parties.js';

type Row = SharingGrant;
const text = (
  name: string,
  zh: string,
  en: string,
  property?: keyof Row & string,
  longest?: number,
): Evidence<Row> => ({
  name,
  title: { zh, en },
  kind: 'TEXT',
  ...(property ? { property } : {}),
  ...(longest ? { longest } : {}),
});

/** Whether a grant's time is over. */
export const isExpired = ({ expiresAt }: Pick<Row, 'expiresAt'>, now: Date): boolean =>
  Date.parse(expiresAt) <= now.getTime();
const whileItRuns = (row: Row, now: Date) => (isExpired(row, now) ? `it expired at ${row.expiresAt}` : null);

/** A grant from the approval to the proof of disposal; that it expires needs no move. */
export const grantMachine = defineStateMachine<SharingGrantState, Row>({
  name: 'sharing-grant',
  title: { zh: '政务数据共享授权', en: 'Grant of sharing' },
  source: '政务数据共享条例 arts 22, 27, 29, 31',
  parties: partyTitles,
  states: {
    ACTIVE: { zh: '有效', en: 'in force, within its time' },
    SUSPENDED: { zh: '暂停', en: 'suspended' },
    ENDED: { zh: '终止', en: 'ended before its time; what was shared is disposed of' },
    DISPOSED: { zh: '已处置', en: 'disposed of, and proved', final: true },
  },
  initial: 'ACTIVE',
  transitions: [
    {
      name: 'RECORD_DELIVERY',
      title: { zh: '完成共享', en: 'records that the data are shared' },
      from: ['ACTIVE'],
      to: 'ACTIVE',
      who: by('PROVIDER'),
      applies: (row) => (row.sharedAt === null ? null : 'its delivery is on record'),
      writes: (_, { now }) => ({ sharedAt: now.toISOString() }),
      source: '政务数据共享条例 art. 22',
    },
    {
      name: 'RECORD_AUTHORISATION',
      title: { zh: '登记外部授权编号', en: 'records the external authorisation' },
      from: ['ACTIVE', 'SUSPENDED'],
      to: 'ACTIVE',
      keeps: ['SUSPENDED'],
      who: by('PROVIDER', 'SUPERVISOR'),
      requires: [
        text(
          'externalAuthorisationNumber',
          '外部授权编号',
          'number of the authorisation',
          'externalAuthorisationNumber',
          100,
        ),
      ],
      source: '政务数据共享条例 art. 31',
    },
    {
      name: 'SUSPEND',
      title: { zh: '暂停', en: 'suspends it' },
      from: ['ACTIVE'],
      to: 'SUSPENDED',
      who: by('PROVIDER', 'SUPERVISOR'),
      requires: [text('reason', '理由', 'reason', 'suspensionReason')],
      applies: whileItRuns,
      writes: (_, { now }) => ({ suspendedAt: now.toISOString() }),
      source: '政务数据共享条例 art. 27',
    },
    {
      name: 'RESUME',
      title: { zh: '恢复', en: 'resumes it' },
      from: ['SUSPENDED'],
      to: 'ACTIVE',
      who: by('PROVIDER', 'SUPERVISOR'),
      requires: [text('reason', '理由', 'reason')],
      applies: whileItRuns,
      writes: () => ({ suspendedAt: null, suspensionReason: null }),
    },
    {
      name: 'END',
      title: { zh: '终止', en: 'ends it' },
      from: ['ACTIVE', 'SUSPENDED'],
      to: 'ENDED',
      who: by('APPLICANT', 'PROVIDER', 'SUPERVISOR'),
      requires: [text('reason', '理由', 'reason', 'endReason')],
      applies: whileItRuns,
      writes: (_, { now }) => ({ endedAt: now.toISOString() }),
      source: '政务数据共享条例 art. 27',
    },
    {
      name: 'PROVE_DISPOSAL',
      title: { zh: '处置证明', en: 'proves the disposal' },
      from: ['ACTIVE', 'SUSPENDED', 'ENDED'],
      to: 'DISPOSED',
      who: by('APPLICANT'),
      requires: [
        text('method', '处置方式', 'method', 'disposalMethod'),
        text('statement', '处置说明', 'statement', 'disposalStatement'),
        text('evidenceHash', '证据哈希', 'hash of the evidence', 'disposalEvidenceHash', 64),
      ],
      condition: { zh: '到期或终止后', en: 'after its end or expiry' },
      applies: (row, now) =>
        row.state === 'ENDED' || isExpired(row, now)
          ? null
          : 'it is in force; dispose after its end or expiry',
      guard: (_, { evidence }) =>
        /^[0-9a-f]{64}$/.test(evidence['evidenceHash'] as string)
          ? null
          : 'evidenceHash is 64 hexadecimal characters in lower case (SHA-256 or SM3)',
      writes: (_, { now }) => ({ disposedAt: now.toISOString() }),
      source: '政务数据共享条例 arts 27, 29',
    },
  ],
});

/** How a grant stands with its time counted in. */
export function standingOf(
  row: Pick<Row, 'state' | 'startsAt' | 'expiresAt'>,
  now = new Date(),
): SharingGrantStanding {
  if (row.state === 'DISPOSED' || row.state === 'ENDED') return row.state;
  if (isExpired(row, now)) return 'EXPIRED';
  if (row.state === 'SUSPENDED') return 'SUSPENDED';
  return Date.parse(row.startsAt) > now.getTime() ? 'PENDING' : 'ACTIVE';
}

/** Until when what was shared is disposed of; null while the grant runs (条例 art. 27). */
export function disposalDue(
  row: Pick<Row, 'state' | 'expiresAt' | 'endedAt' | 'disposedAt'>,
  now = new Date(),
): Clock | null {
  const from = row.endedAt ?? (isExpired(row, now) ? row.expiresAt : null);
  return from === null ? null : clockAt({ from }, disposalTerms, row.disposedAt);
}

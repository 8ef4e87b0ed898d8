import { defineStateMachine } from '@huitong/kit';
import type { CatalogEntry } from '../entities/catalogEntry.js';
import type { CatalogEntryState } from '../generated/resolvers.js';
import { type ClockTerms, dueOf, terms } from './answerClock.js';
import { by, partyTitles } from './parties.js';

type Row = CatalogEntry;

/** 条例 art. 16: updated within 10 working days of the change, with consent within 5 more. */
export const updateTerms = (extension: number | null): ClockTerms => ({
  workingDays: terms.catalogueUpdateWorkingDays + (extension ?? 0),
  basis: '政务数据共享条例 art. 16',
});
/** 条例 art. 17: reviewed and published within 2 working days. */
export const reviewTerms: ClockTerms = {
  workingDays: terms.catalogueReviewWorkingDays,
  basis: '政务数据共享条例 art. 17',
};

/** Nobody is this party: these moves are made where a new schema is taken in. */
const schema = { by: 'PARTY', parties: ['SCHEMA'] } as const;
/** Moves that the schema makes, which nobody can ask for. */
export const schemaMoves: readonly string[] = ['REVISE', 'WITHDRAW', 'RESTORE'];
const longest = terms.catalogueExtensionWorkingDays;

/** A catalogue entry from version to version. */
export const catalogueMachine = defineStateMachine<CatalogEntryState, Row>({
  name: 'catalogue-entry',
  title: { zh: '政务数据目录', en: 'Catalogue entry' },
  source: '政务数据共享条例 arts 13, 16, 17',
  parties: {
    SUPERVISOR: partyTitles.SUPERVISOR,
    SCHEMA: { zh: '由数据模型生成', en: 'the graph itself, when its schema changes' },
  },
  states: {
    REVIEW: { zh: '待审核', en: 'waits for the review' },
    PUBLISHED: { zh: '已发布', en: 'published in its present version' },
    WITHDRAWN: { zh: '已撤销', en: 'the graph has no such type any more', final: true },
  },
  initial: 'REVIEW',
  transitions: [
    {
      name: 'PUBLISH',
      title: { zh: '审核发布', en: 'reviews and publishes it' },
      from: ['REVIEW'],
      to: 'PUBLISHED',
      who: by('SUPERVISOR'),
      writes: (_, { now }) => ({ publishedAt: now.toISOString() }),
      source: '政务数据共享条例 art. 17',
    },
    {
      name: 'EXTEND',
      title: { zh: '同意延长更新', en: 'consents to a longer time for the update' },
      from: ['REVIEW'],
      to: 'REVIEW',
      who: by('SUPERVISOR'),
      requires: [
        {
          name: 'workingDays',
          title: { zh: '延长工作日', en: 'working days' },
          kind: 'NUMBER',
          property: 'extensionWorkingDays',
        },
        { name: 'reason', title: { zh: '理由', en: 'reason' }, kind: 'TEXT', property: 'extensionReason' },
      ],
      condition: { zh: '每个版本一次', en: 'once a version' },
      applies: (row) => (row.extensionWorkingDays === null ? null : 'the update has been extended once'),
      guard(_, { evidence }) {
        const days = evidence['workingDays'] as number;
        return Number.isInteger(days) && days >= 1 && days <= longest
          ? null
          : `an update is extended by 1 to ${longest} working days`;
      },
      writes: (row, { evidence }) => ({
        updateDueAt: dueOf(updateTerms(evidence['workingDays'] as number), row.changedAt).dueAt,
      }),
      source: '政务数据共享条例 art. 16',
    },
    {
      name: 'REVISE',
      title: { zh: '生成新版本', en: 'a new version is taken in' },
      from: ['REVIEW', 'PUBLISHED'],
      to: 'REVIEW',
      who: schema,
      source: '政务数据共享条例 art. 16',
    },
    {
      name: 'WITHDRAW',
      title: { zh: '撤销', en: 'its type is gone' },
      from: ['REVIEW', 'PUBLISHED'],
      to: 'WITHDRAWN',
      who: schema,
    },
    {
      name: 'RESTORE',
      title: { zh: '恢复', en: 'its type has come back' },
      from: ['WITHDRAWN'],
      to: 'REVIEW',
      who: schema,
      reopens: true,
    },
  ],
});

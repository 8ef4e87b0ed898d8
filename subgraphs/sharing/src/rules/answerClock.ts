import { readFileSync } from 'node:fs';
import { type Clock, clockOf, type ClockRule, dayAt, type Due, dueAfter } from '@huitong/kit';

/** How many working days run, and on whose word; stored with the row whose clock it is. */
export interface ClockTerms {
  readonly workingDays: number;
  readonly basis: string;
}

interface Region {
  readonly division: string;
  /** First day on which it holds. */
  readonly since: string;
  /** Last day; null while it holds. */
  readonly until: string | null;
  readonly reviewWorkingDays: number;
  readonly answerWorkingDays: number;
  readonly basis: string;
}
interface AnswerClocks {
  readonly statute: {
    readonly basis: string;
    readonly unconditionalWorkingDays: number;
    readonly conditionalWorkingDays: number;
    readonly extensionWorkingDays: number;
  };
  readonly regions: readonly Region[];
}

/** The clocks of 政务数据共享条例 art. 21, and what regions have set: reference/answer-clocks.json, a dated table. */
export const answerClocks = JSON.parse(
  readFileSync(new URL('../../../reference/answer-clocks.json', import.meta.url), 'utf8'),
) as AnswerClocks;

/** Clocks without a number of the region's own: reference/terms.json. */
export const terms = JSON.parse(
  readFileSync(new URL('../../../reference/terms.json', import.meta.url), 'utf8'),
) as {
  /** Longest time of a grant, days. */
  readonly longestGrantDays: number;
  readonly supplementWorkingDays: number;
  readonly disposalWorkingDays: number;
  readonly shareWorkingDays: number;
  readonly verificationWorkingDays: number;
  readonly usageKeptYears: number;
  readonly catalogueUpdateWorkingDays: number;
  readonly catalogueExtensionWorkingDays: number;
  readonly catalogueReviewWorkingDays: number;
};

/** What decides how long an application may wait. */
export interface Asked {
  /** Instant at which it was submitted or supplemented. */
  readonly submittedAt: string;
  /** All that is asked for is shared unconditionally. */
  readonly allUnconditional: boolean;
  /** Paths of the divisions asked for: codes of each and of its ancestors. */
  readonly paths: readonly (readonly string[])[];
}

/** The regions in force whose area holds all that is asked for. */
const regionsOf = ({ submittedAt, paths }: Asked, { regions }: AnswerClocks): Region[] => {
  const day = dayAt(submittedAt);
  return regions.filter(
    ({ division, since, until }) =>
      since <= day && (until === null || day <= until) && paths.every((path) => path.includes(division)),
  );
};

/**
 * Until when the provider answers: within 1 working day where all is unconditional, else within 10 (政务数据共享条例
 * art. 21); where the region has set less, the shorter holds (DOMAIN §3.1, local rules).
 */
export function answerTerms(asked: Asked, clocks: AnswerClocks = answerClocks): ClockTerms {
  const { basis, unconditionalWorkingDays, conditionalWorkingDays } = clocks.statute;
  const statute = {
    workingDays: asked.allUnconditional ? unconditionalWorkingDays : conditionalWorkingDays,
    basis,
  };
  return regionsOf(asked, clocks)
    .map((region) => ({ workingDays: region.answerWorkingDays, basis: region.basis }))
    .reduce(shorter, statute);
}

/** Until when the data administration reviews the application (合规审查); null where no region has set it. */
export function reviewTerms(asked: Asked, clocks: AnswerClocks = answerClocks): ClockTerms | null {
  const [first, ...others] = regionsOf(asked, clocks).map((region) => ({
    workingDays: region.reviewWorkingDays,
    basis: region.basis,
  }));
  return first ? others.reduce(shorter, first) : null;
}

const shorter = (best: ClockTerms, other: ClockTerms) =>
  other.workingDays < best.workingDays ? other : best;

/** Working days as a rule of kit's clock. */
const ruleOf = ({ workingDays, basis }: ClockTerms): ClockRule => ({
  name: 'terms',
  title: { zh: '期限', en: 'time limit' },
  amount: workingDays,
  unit: 'WORKING_DAY',
  basis,
});

/** When terms that begin to run at an instant run out. */
export const dueOf = (given: ClockTerms, from: string): Due => dueAfter(ruleOf(given), from);

/**
 * A stored due instant as the prelude's Clock.
 * @param stopped when what was due was done; null while it is not.
 */
export const clockAt = (
  { dueAt, from }: { readonly dueAt?: string | null; readonly from: string },
  given: ClockTerms,
  stopped: string | null,
): Clock => {
  const due = dueOf(given, from);
  return clockOf(dueAt ? { ...due, dueAt: new Date(dueAt).toISOString() } : due, { stopped });
};

/** 条例 art. 22: shared within 20 working days of the consent. */
export const shareTerms: ClockTerms = {
  workingDays: terms.shareWorkingDays,
  basis: '政务数据共享条例 art. 22',
};
/** 条例 art. 26: verified, corrected and replied to within 10 working days. */
export const verificationTerms: ClockTerms = {
  workingDays: terms.verificationWorkingDays,
  basis: '政务数据共享条例 art. 26',
};
/** 条例 art. 21 sets no time for the supplement; the graph's own, reference/terms.json. */
export const supplementTerms: ClockTerms = {
  workingDays: terms.supplementWorkingDays,
  basis: '政务数据共享条例 art. 21 (number of days set by the data administration)',
};
/** 突发事件应对法 art. 85 sets no time for the disposal; the graph's own, as for grants, reference/terms.json. */
export const emergencyDisposalTerms: ClockTerms = {
  workingDays: terms.disposalWorkingDays,
  basis: '突发事件应对法 art. 85 (number of days set by the data administration)',
};
/** 条例 art. 27 sets no time for the disposal; the graph's own, reference/terms.json. */
export const disposalTerms: ClockTerms = {
  workingDays: terms.disposalWorkingDays,
  basis: '政务数据共享条例 art. 27 (number of days set by the data administration)',
};

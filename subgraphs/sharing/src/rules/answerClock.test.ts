import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divisionPath } from '@huitong/kit';
import {
  answerClocks,
  answerTerms,
  clockAt,
  dueOf,
  reviewTerms,
  shareTerms,
  verificationTerms,
} from './answerClock.js';

const paths = (...codes: string[]) => codes.map((code) => divisionPath(code) ?? []);
const asked = (submittedAt: string, codes: string[], allUnconditional = false) => ({
  ...{ submittedAt, allUnconditional, paths: paths(...codes) },
});
const statutory = { workingDays: 10, basis: '政务数据共享条例 art. 21' };
/** 24:00 of a day in Shanghai. */
const endOf = (day: string) => new Date(Date.parse(`${day}T16:00:00Z`)).toISOString();

describe('the clock of an answer (条例 art. 21)', () => {
  it('is one working day where all is unconditional, else ten', () => {
    expect(answerTerms(asked('2026-03-02T02:00:00Z', ['140400'], true)).workingDays).toBe(1);
    expect(answerTerms(asked('2026-03-02T02:00:00Z', ['140400']))).toEqual(statutory);
  });

  it('is what the region has set where that is shorter, from its day on, and never longer', () => {
    const inRegion = (at: string, codes: string[], unconditional = false) =>
      answerTerms(asked(at, codes, unconditional)).workingDays;
    expect(inRegion('2026-03-02T02:00:00Z', ['140581'])).toBe(5);
    expect(inRegion('2026-03-02T02:00:00Z', ['140581102'])).toBe(5);
    expect(inRegion('2023-12-29T02:00:00Z', ['140581'])).toBe(10);
    expect(inRegion('2026-03-02T02:00:00Z', ['140581'], true)).toBe(1);
    // What reaches beyond the region is not the region's.
    expect(inRegion('2026-03-02T02:00:00Z', ['140581', '140400'])).toBe(10);
    expect(reviewTerms(asked('2026-03-02T02:00:00Z', ['140581']))?.workingDays).toBe(2);
    expect(reviewTerms(asked('2026-03-02T02:00:00Z', ['140400']))).toBeNull();
  });

  it('takes the shorter of any table of regions', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
        fc.boolean(),
        (days, unconditional) => {
          const regions = days.map((answerWorkingDays) => ({
            ...{ division: '140500', since: '2024-01-01', until: null, reviewWorkingDays: 2, basis: 'x' },
            answerWorkingDays,
          }));
          const { workingDays } = answerTerms(asked('2026-03-02T02:00:00Z', ['140581'], unconditional), {
            ...answerClocks,
            regions,
          });
          expect(workingDays).toBe(Math.min(unconditional ? 1 : 10, ...days));
        },
      ),
    );
  });

  it('no longer holds after a region’s last day', () => {
    const regions = [{ ...answerClocks.regions[0], until: '2026-03-01' }] as typeof answerClocks.regions;
    const terms = answerTerms(asked('2026-03-02T02:00:00Z', ['140581']), { ...answerClocks, regions });
    expect(terms).toEqual(statutory);
  });
});

describe('working days', () => {
  it('leave 国庆 out and count the day that is swapped for it', () => {
    // 2025: off 10-01 to 10-08, worked on Sunday 09-28 and Saturday 10-11.
    expect(dueOf(statutory, '2025-09-29T02:00:00Z').dueAt).toBe(endOf('2025-10-20'));
    expect(dueOf(statutory, '2025-09-26T02:00:00Z').dueAt).toBe(endOf('2025-10-16'));
  });

  it('run over the end of the year', () => {
    // 2026: off 01-01 to 01-03, worked on Sunday 01-04.
    expect(dueOf({ workingDays: 1, basis: 'x' }, '2025-12-30T02:00:00Z').dueAt).toBe(endOf('2025-12-31'));
    expect(dueOf({ workingDays: 5, basis: 'x' }, '2025-12-30T02:00:00Z').dueAt).toBe(endOf('2026-01-07'));
    expect(dueOf(shareTerms, '2025-12-30T02:00:00Z').dueAt).toBe(endOf('2026-01-28'));
  });

  it('say so where the holidays of a year are not known', () => {
    expect(dueOf(verificationTerms, '2031-09-26T02:00:00Z').caveat).toContain('2031');
    expect(dueOf(verificationTerms, '2025-09-26T02:00:00Z').caveat).toBeNull();
  });
});

it('shows what was done in time as in time, and what was done late as late', () => {
  const from = '2026-03-02T02:00:00Z';
  const due = dueOf(statutory, from).dueAt;
  const overdueWhen = (stopped: string | null) => clockAt({ dueAt: due, from }, statutory, stopped).overdue;
  expect(overdueWhen(null)).toBe(Date.now() >= Date.parse(due));
  expect(overdueWhen(new Date(Date.parse(due) - 1).toISOString())).toBe(false);
  expect(overdueWhen(due)).toBe(true);
});

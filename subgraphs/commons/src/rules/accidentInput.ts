import { refusal } from '@huitong/contract';
import { textWithin, within } from '@huitong/kit';
import type { UpsertAccidentInput } from '../generated/resolvers.js';
import { dayOf } from './assistance.js';

const mostLessons = 50;

/**
 * Checks an accident as it was handed in: bounds, and an order of times that can be.
 * @param now ISO instant.
 * @throws Refusal BAD_INPUT naming the place.
 */
export function checkAccident(input: UpsertAccidentInput, now: string): void {
  textWithin(input.name, { at: 'input.name', most: 200 });
  within(input.deaths, { at: 'input.deaths', least: 0, most: 10_000 });
  within(input.seriousInjuries, { at: 'input.seriousInjuries', least: 0, most: 100_000 });
  within(input.directLossWanYuan, { at: 'input.directLossWanYuan', least: 0, most: 100_000_000 });
  if ((input.lessons ?? []).length > mostLessons) {
    const message = `input.lessons has at most ${mostLessons} entries.`;
    throw refusal('BAD_INPUT', { at: 'input.lessons', message });
  }
  input.lessons?.forEach((lesson, index) => textWithin(lesson, { at: `input.lessons.${index}`, most: 1000 }));

  notBefore(input, 'reportedAt', 'occurredAt');
  notBefore(input, 'discoveredAt', 'occurredAt');
  notBefore(input, 'firstAlarmAt', 'occurredAt');
  notBefore(input, 'forwardedAt', 'reportedAt');
  for (const field of ['occurredAt', 'discoveredAt', 'firstAlarmAt', 'reportedAt', 'forwardedAt'] as const) {
    const instant = input[field];
    if (instant && Date.parse(instant) > Date.parse(now)) late(field, instant, `now, ${now}`);
  }
  const { reportApprovedOn, rectificationReviewedOn } = input;
  if (reportApprovedOn && reportApprovedOn < dayOf(input.occurredAt)) {
    early('reportApprovedOn', reportApprovedOn, `the accident, ${dayOf(input.occurredAt)}`);
  }
  if (rectificationReviewedOn && reportApprovedOn && rectificationReviewedOn < reportApprovedOn) {
    early('rectificationReviewedOn', rectificationReviewedOn, `the approval, ${reportApprovedOn}`);
  }
}

type Instant = 'occurredAt' | 'discoveredAt' | 'firstAlarmAt' | 'reportedAt' | 'forwardedAt';

function notBefore(input: UpsertAccidentInput, later: Instant, earlier: Instant): void {
  const [after, before] = [input[later], input[earlier]];
  if (after && before && Date.parse(after) < Date.parse(before)) early(later, after, `${earlier}, ${before}`);
}

function early(field: string, value: string, than: string): never {
  const at = `input.${field}`;
  throw refusal('BAD_INPUT', { at, message: `${at}, ${value}, lies before ${than}.` });
}

function late(field: string, value: string, than: string): never {
  const at = `input.${field}`;
  throw refusal('BAD_INPUT', { at, message: `${at}, ${value}, lies after ${than}.` });
}

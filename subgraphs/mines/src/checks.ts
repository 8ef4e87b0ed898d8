import { refusal } from '@huitong/contract';
import { telephone, textWithin, today, within } from '@huitong/kit';
import { dateBounds, type Range } from './rules/bounds.js';

type Input<Value> = Readonly<Record<string, Value>>;

/** Checks every number of an input that has a range. Throws Refusal BAD_INPUT naming the place. */
export function checkNumbers(input: object, ranges: Readonly<Record<string, Range>>): void {
  for (const [property, range] of Object.entries(ranges)) {
    within((input as Input<number | null | undefined>)[property], { at: `input.${property}`, ...range });
  }
}

/** Checks the lengths of the texts of an input, characters by property. Throws Refusal BAD_INPUT. */
export function checkTexts(input: object, longest: Readonly<Record<string, number>>): void {
  for (const [property, most] of Object.entries(longest)) {
    textWithin((input as Input<string | null | undefined>)[property], { at: `input.${property}`, most });
  }
}

/**
 * Checks that every calendar day of an input lies in the centuries in which it can. What is no day at all, 30
 * February, is refused before by the scalar. Throws Refusal BAD_INPUT naming the place.
 */
export function checkDays(input: object): void {
  for (const [property, value] of Object.entries(input)) {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) continue;
    if (value >= dateBounds.first && value <= dateBounds.last) continue;
    throw refusal('BAD_INPUT', {
      at: `input.${property}`,
      message: `input.${property} is a day from ${dateBounds.first} to ${dateBounds.last}, not ${value}.`,
    });
  }
}

/**
 * Checks that one thing of an input does not come before another, where both are given: days, instants or numbers.
 * Throws Refusal BAD_INPUT naming the later one.
 */
export function checkOrder<Value extends string | number>(
  earlier: readonly [at: string, value: Value | null | undefined],
  later: readonly [at: string, value: Value | null | undefined],
): void {
  const [first, least] = earlier;
  const [at, value] = later;
  if (least === null || least === undefined || value === null || value === undefined) return;
  if (value >= least) return;
  throw refusal('BAD_INPUT', { at, message: `${at} (${value}) is not below ${first} (${least}).` });
}

/** Checks that a day has come. Throws Refusal BAD_INPUT naming the place. */
export function checkPast(at: string, day: string | null | undefined): void {
  if (!day || day <= today()) return;
  throw refusal('BAD_INPUT', { at, message: `${at} is not in the future: ${day} has not come.` });
}

/** Checks the shape of a telephone number. Throws Refusal BAD_INPUT naming the place, never the number. */
export function checkPhone(at: string, phone: string | null | undefined): void {
  if (phone && !telephone.test.test(phone)) {
    throw refusal('BAD_INPUT', { at, message: `${at} is not a telephone number.` });
  }
}

/** Checks the length of a list. Throws Refusal BAD_INPUT naming the place. */
export function checkCount(at: string, list: readonly unknown[] | null | undefined, most: number): void {
  if (list && list.length > most) {
    throw refusal('BAD_INPUT', { at, message: `${at} has at most ${most} entries, not ${list.length}.` });
  }
}

import { refusal } from '@huitong/contract';
import { divisionPath } from '@huitong/kit';
import type { GrantTermsInput } from '../generated/resolvers.js';
import { checkPeriod, countWithin } from './checkRequest.js';

/** What an application asks for, as far as a grant may be narrower. */
export interface AskedFor {
  readonly coordinates: readonly string[];
  readonly divisions: readonly string[];
  readonly withinKm: number | null;
  readonly wantedFrom: string;
  readonly wantedUntil: string;
  readonly ratePerMinute: number | null;
  readonly rowsPerDay: number | null;
  readonly unmask: boolean;
}

/** What is granted of it. */
export interface GrantTerms {
  readonly coordinates: string[];
  readonly divisions: string[];
  readonly startsAt: string;
  readonly expiresAt: string;
  readonly ratePerMinute: number | null;
  readonly rowsPerDay: number | null;
  readonly unmask: boolean;
}

const at = (name: string) => `input.grant.${name}`;
const tooWide = (name: string, message: string) => refusal('GRANT_TOO_WIDE', { at: at(name), message });

/** A number that is at most what was asked for; where no number was asked for, any limit narrows. */
function atMost(name: string, given: number | null | undefined, asked: number | null): number | null {
  if (given === null || given === undefined) return asked;
  if (!(given > 0)) throw refusal('BAD_INPUT', { at: at(name), message: `${at(name)} is above 0.` });
  if (asked !== null && given > asked) throw tooWide(name, `${given} is more than was asked for (${asked}).`);
  return given;
}

/**
 * What is granted: what was asked for, or less of it; never more, since the applicant's office has signed for that and
 * no more (政务数据共享条例 arts 20, 25). What is said of masked values must be said: silence grants none in clear.
 * @param scope division codes at the top of the provider's own area.
 * @throws Refusal GRANT_TOO_WIDE, GRANT_PERIOD_INVALID, DIVISION_UNKNOWN, BAD_INPUT, each with its place.
 */
export function grantTerms(
  asked: AskedFor,
  given: GrantTermsInput,
  { scope, now }: { readonly scope: readonly string[]; readonly now: Date },
): GrantTerms {
  const coordinates = [...new Set(given.coordinates ?? asked.coordinates)];
  countWithin(coordinates, { at: at('coordinates'), most: 100 });
  const foreign = coordinates.find((coordinate) => !asked.coordinates.includes(coordinate));
  if (foreign) throw tooWide('coordinates', `${foreign} was not asked for.`);
  // No row can be held against points: most rows have no place of their own, and a grant must not be wider than it says.
  if (asked.withinKm !== null && !given.divisions) {
    const message = 'A grant holds in whole divisions: name those along the points that were asked for.';
    throw refusal('BAD_INPUT', { at: at('divisions'), message });
  }
  const divisions = [...new Set(given.divisions ?? asked.divisions)];
  countWithin(divisions, { at: at('divisions'), most: 100 });
  for (const code of divisions) checkDivision(code, asked, scope);
  const period = {
    startsAt: given.startsAt ?? later(asked.wantedFrom, now),
    expiresAt: given.expiresAt ?? asked.wantedUntil,
  };
  checkPeriod({ from: period.startsAt, until: period.expiresAt }, now, {
    from: at('startsAt'),
    until: at('expiresAt'),
  });
  if (Date.parse(period.startsAt) < Date.parse(asked.wantedFrom))
    throw tooWide('startsAt', `It was asked for from ${asked.wantedFrom} on.`);
  if (Date.parse(period.expiresAt) > Date.parse(asked.wantedUntil))
    throw tooWide('expiresAt', `It was asked for until ${asked.wantedUntil}.`);
  if (given.unmask === true && !asked.unmask) throw tooWide('unmask', 'Values in clear were not asked for.');
  return {
    coordinates,
    divisions,
    ...period,
    ratePerMinute: atMost('ratePerMinute', given.ratePerMinute, asked.ratePerMinute),
    rowsPerDay: atMost('rowsPerDay', given.rowsPerDay, asked.rowsPerDay),
    unmask: given.unmask ?? false,
  };
}

const later = (instant: string, now: Date): string =>
  Date.parse(instant) > now.getTime() ? new Date(instant).toISOString() : now.toISOString();

function checkDivision(code: string, asked: AskedFor, scope: readonly string[]): void {
  const path = divisionPath(code);
  if (!path) throw refusal('DIVISION_UNKNOWN', { at: at('divisions') });
  if (!path.some((one) => asked.divisions.includes(one)))
    throw tooWide('divisions', `${code} was not asked for.`);
  if (!path.some((one) => scope.includes(one)))
    throw tooWide('divisions', `${code} is not among the provider's own divisions (${scope.join(', ')}).`);
}

/** Whether two lists of divisions have a place in common: one of them holds one of the other's, or is the same. */
export const divisionsMeet = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((code) => other.some((also) => holds(code, also) || holds(also, code)));
const holds = (upper: string, lower: string) => divisionPath(lower)?.includes(upper) ?? lower === upper;

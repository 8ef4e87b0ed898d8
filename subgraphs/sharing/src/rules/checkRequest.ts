import { type DepartmentLine, type Purpose, refusal } from '@huitong/contract';
import { checkPoint, divisionPath } from '@huitong/kit';
import { catalogueRule, type CoordinateRule } from './catalogue.js';
import { terms } from './answerClock.js';
import type { ScopePoint } from './request.js';

/** What an application asks for, as far as the catalogue and the calendar can judge it. */
export interface Request {
  readonly coordinates: readonly string[];
  readonly purpose: Purpose;
  readonly divisions: readonly string[];
  readonly around: readonly ScopePoint[] | null;
  readonly withinKm: number | null;
  /** Instants. */
  readonly from: string;
  readonly until: string;
  readonly unmask: boolean;
}

/** What was found out while it was judged. */
export interface JudgedRequest {
  readonly rules: readonly CoordinateRule[];
  /** Lines of which a department can provide all of it. */
  readonly lines: readonly DepartmentLine[];
  /** Codes of each division and of its ancestors. */
  readonly paths: readonly (readonly string[])[];
}

/**
 * Judges an application before anybody reads it: everything is in the catalogue, may be shared for this purpose, has
 * one provider, and a time that begins and ends (政务数据共享条例 arts 14, 15, 20).
 * @throws Refusal CATALOGUE_ITEM_UNKNOWN, CATALOGUE_ITEM_NOT_SHARED, PURPOSE_NOT_SHARED, GRANT_PERIOD_INVALID,
 *   DIVISION_UNKNOWN, BAD_INPUT, each with its place.
 */
export function judgeRequest(request: Request, now: Date): JudgedRequest {
  const { coordinates, purpose, unmask } = request;
  const rules = catalogueRules(coordinates, purpose, 'input.coordinates');
  checkPeriod(request, now);
  const lines = (rules[0]?.provider ?? []).filter((line) =>
    rules.every(({ provider }) => provider.includes(line)),
  );
  if (lines.length === 0) {
    const message = 'No line of departments provides all of these; apply to each provider for its own.';
    throw refusal('BAD_INPUT', { at: 'input.coordinates', message });
  }
  if (unmask && !rules.some(({ isMasked }) => isMasked)) {
    throw refusal('BAD_INPUT', {
      at: 'input.unmask',
      message: 'Nothing of what is asked for leaves masked.',
    });
  }
  return { rules, lines, paths: checkScope(request) };
}

/**
 * The catalogue's word on each coordinate that is asked for or granted for a purpose.
 * @throws Refusal CATALOGUE_ITEM_UNKNOWN, CATALOGUE_ITEM_NOT_SHARED, PURPOSE_NOT_SHARED, BAD_INPUT
 */
export function catalogueRules(
  coordinates: readonly string[],
  purpose: Purpose,
  at: string,
): CoordinateRule[] {
  countWithin(coordinates, { at, most: 100 });
  return coordinates.map((coordinate, index) => {
    const rule = catalogueRule(coordinate);
    const place = `${at}[${index}]`;
    if (!rule) {
      const message = `The catalogue has no item ${JSON.stringify(coordinate.slice(0, 100))}; name Type.field or Type of the graph's schema.`;
      throw refusal('CATALOGUE_ITEM_UNKNOWN', { at: place, message });
    }
    const facts = { coordinate, entry: rule.entry };
    if (rule.attribute === 'NOT_SHARED') {
      const message = `${coordinate} is not shared (不予共享): ${rule.basis}.`;
      throw refusal('CATALOGUE_ITEM_NOT_SHARED', { at: place, message, facts });
    }
    if (rule.attribute === 'CONDITIONAL' && !rule.purposes.includes(purpose)) {
      const message = `${coordinate} is shared for ${rule.purposes.join(', ')}, not for ${purpose}.`;
      throw refusal('PURPOSE_NOT_SHARED', { at: place, message, facts });
    }
    return rule;
  });
}

const dayMilliseconds = 86_400_000;
/** A minute of grace for clocks that differ. */
const grace = 60_000;

/** A time of use has a beginning that is not past, and an end that is not too far. Throws GRANT_PERIOD_INVALID. */
export function checkPeriod(
  { from, until }: Pick<Request, 'from' | 'until'>,
  now: Date,
  at = { from: 'input.from', until: 'input.until' },
): void {
  const refuse = (place: string, message: string) => refusal('GRANT_PERIOD_INVALID', { at: place, message });
  const [start, end] = [Date.parse(from), Date.parse(until)];
  const earliest = now.getTime() - dayMilliseconds - grace;
  if (!(end > now.getTime()))
    throw refuse(at.until, `The use would have ended before it is granted (${until}).`);
  if (!(start >= earliest)) throw refuse(at.from, `The use would begin in the past (${from}).`);
  if (!(end > start)) throw refuse(at.until, 'The use ends before it begins.');
  if (end - start > terms.longestGrantDays * dayMilliseconds) {
    throw refuse(at.until, `A use lasts ${terms.longestGrantDays} days at most; apply again before it ends.`);
  }
}

/** Divisions that exist and points on earth. Returns the divisions' paths. */
function checkScope({ divisions, around, withinKm }: Request): string[][] {
  countWithin(divisions, { at: 'input.scope.divisions', most: 100 });
  const paths = divisions.map((code, index) => {
    const path = divisionPath(code);
    if (!path) throw refusal('DIVISION_UNKNOWN', { at: `input.scope.divisions[${index}]` });
    return [...path];
  });
  if ((around === null) !== (withinKm === null)) {
    const message = 'around and withinKm are given together, or neither.';
    throw refusal('BAD_INPUT', { at: 'input.scope', message });
  }
  if (around) {
    countWithin(around, { at: 'input.scope.around', most: 500 });
    for (const [index, point] of around.entries()) {
      const check = checkPoint(point, `input.scope.around[${index}]`);
      if (!check.ok)
        throw refusal(check.problem.kind, { message: check.problem.message, at: check.problem.at });
    }
    if (!((withinKm as number) > 0 && (withinKm as number) <= 100))
      throw refusal('RADIUS_OUT_OF_RANGE', {
        at: 'input.scope.withinKm',
        message: 'withinKm is above 0 and at most 100.',
      });
  }
  return paths;
}

/** A list of 1 to so many different items. Throws BAD_INPUT. */
export function countWithin(items: readonly unknown[], { at, most }: { at: string; most: number }): void {
  if (items.length < 1 || items.length > most || new Set(items).size < items.length)
    throw refusal('BAD_INPUT', { at, message: `${at} has 1 to ${most} different items.` });
}

/**
 * The smallest division that holds all of some divisions; its data administration supervises what concerns them.
 * @param paths of divisions, each from the province down. Null when they lie in different provinces.
 */
export function commonDivision(paths: readonly (readonly string[])[]): string | null {
  const [first = [], ...others] = paths;
  return first.filter((code) => others.every((path) => path.includes(code))).at(-1) ?? null;
}

import { type Caller, grantHolds } from '@huitong/contract';
import { divisionPath } from '../divisions/table.js';

/** What a list's conditions and order look at. */
export interface LookedAt {
  /** Properties that filters look at; null for one that does not say. */
  readonly filters: readonly (string | null)[];
  /** Property sorted by; null without one. */
  readonly order: string | null;
  /** Codes of the divisions in which rows are asked for; empty for all of them. */
  readonly divisions: readonly string[];
  /** What comes with whatever part of a row: fields that cannot be null, and whose it is. */
  readonly always: ReadonlySet<string>;
}

/** A division within one that was granted tells where in it a row lies, which is a field of the row. */
const isWithin = (code: string, granted: string): boolean =>
  code !== granted && (divisionPath(code)?.includes(granted) ?? true);

/**
 * Whether a list looks at nothing but what grants of single fields give of a type, so that rows granted in part may
 * stand in it: "capacity above 40 tonnes" would tell a capacity by the length of the list, though the field is null.
 */
export function looksAtPartsOnly(caller: Caller, type: string, lookedAt: LookedAt): boolean {
  if (caller.grants.length === 0) return false;
  const now = Date.now() / 1000;
  const prefix = `${type}.`;
  const parts = caller.grants.filter(
    (grant) => grantHolds(caller, grant, now) && grant.coordinates.some((one) => one.startsWith(prefix)),
  );
  if (parts.length === 0) return false;
  const fields = parts
    .flatMap(({ coordinates }) => coordinates)
    .filter((coordinate) => coordinate.startsWith(prefix))
    .map((coordinate) => coordinate.slice(prefix.length));
  // The key of a reference is told by the field that leads there.
  const told = new Set([...lookedAt.always, ...fields, ...fields.map((field) => `${field}Id`)]);
  const isTold = (property: string | null) => property !== null && told.has(property);
  const granted = parts.flatMap(({ divisions }) => divisions);
  const placed =
    told.has('division') || !lookedAt.divisions.some((code) => granted.some((one) => isWithin(code, one)));
  return placed && lookedAt.filters.every(isTold) && (lookedAt.order === null || isTold(lookedAt.order));
}

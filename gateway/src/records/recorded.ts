import { createHash } from 'node:crypto';
import type { Grant, VerifiedCaller } from '@huitong/contract';
import type { CoordinatesRead, RecordedCaller, RecordedGrant, Truncated } from './decisionLog.js';

/** Items of a list that are written out. A city's scope may have a thousand codes, an operation thousands of fields. */
const longestList = 200;

/** Cuts the lists of one record that are too long for it, and notes what was cut. */
export class Shortening {
  readonly #truncated = new Map<string, Truncated>();

  /** The list, or its beginning. */
  list(name: string, items: readonly string[]): readonly string[] {
    if (items.length <= longestList) return items;
    const digest = createHash('sha256');
    for (const item of items) digest.update(`${item}\n`);
    this.#truncated.set(name, { count: items.length, sha256: digest.digest('hex') });
    return items.slice(0, longestList);
  }

  /** What was cut, to be spread into the record. */
  get note(): { readonly truncated?: Readonly<Record<string, Truncated>> } {
    return this.#truncated.size === 0 ? {} : { truncated: Object.fromEntries(this.#truncated) };
  }
}

/** Who asked, as it is put on record. */
export function recordedCaller(caller: VerifiedCaller | null, shorten: Shortening): RecordedCaller | null {
  if (!caller) return null;
  const { subject, kind, department, line, role, purpose, incident, scope } = caller;
  return {
    ...{ subject, kind, department, line, role, purpose, incident },
    scope: shorten.list('caller.scope', scope),
  };
}

export function recordedCoordinates(read: CoordinatesRead, shorten: Shortening): CoordinatesRead {
  return {
    conditional: shorten.list('coordinates.conditional', read.conditional),
    notShared: shorten.list('coordinates.notShared', read.notShared),
    masked: shorten.list('coordinates.masked', read.masked),
    others: read.others,
  };
}

/** The grants that may have opened something of what was read. */
export function recordedGrants(used: readonly Grant[], shorten: Shortening): readonly RecordedGrant[] {
  const kept = new Set(
    shorten.list(
      'grants',
      used.map(({ id }) => id),
    ),
  );
  return used
    .filter(({ id }) => kept.has(id))
    .map(({ id, divisions, unmask, incident }) => ({
      ...{ id, unmask, incident },
      divisions: shorten.list(`grants.${id}.divisions`, divisions),
    }));
}

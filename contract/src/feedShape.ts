/** Reading what a subgraph states to the gateway: each part is there and of its kind, or the whole is refused. */

export type Plain = Record<string, unknown>;

class FeedProblem extends Error {}

/** A part that must be there. Throws Error naming it. */
export function required<Value>(value: unknown, holds: (value: unknown) => boolean, what: string): Value {
  if (!holds(value)) throw new FeedProblem(`${what} is missing or malformed`);
  return value as Value;
}

export const isObject = (value: unknown) => typeof value === 'object' && value !== null;
export const isText = (value: unknown) =>
  typeof value === 'string' && value.length > 0 && value.length <= 400;
export const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
export const isCount = (value: unknown) =>
  value === null || (Number.isSafeInteger(value) && (value as number) >= 0);
export const isOneOf = (values: readonly string[]) => (value: unknown) => values.includes(value as string);

/** An ISO 8601 instant in seconds since 1970-01-01T00:00:00Z. */
export const secondsOf = (value: unknown, what: string) => {
  const at = typeof value === 'string' ? Date.parse(value) / 1000 : NaN;
  return required<number>(at, Number.isFinite, what);
};

/** A list of objects, each read. */
export function listOf<Item>(value: unknown, what: string, read: (item: Plain) => Item): Item[] {
  const items = required<unknown[]>(value, Array.isArray, what);
  return items.map((item) => read(required<Plain>(item, isObject, `an item of ${what}`)));
}

/** The one field of an answer's `data`; null where the revision asked with still stands. */
export function feedIn(data: unknown, name: string): Plain | null {
  const feed = required<Plain>(data, isObject, 'data')[name];
  return feed === null ? null : required<Plain>(feed, isObject, name);
}

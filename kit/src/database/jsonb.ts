/**
 * A value with the keys of its objects in the order in which jsonb keeps them, the shorter first; in another order the
 * same value written again would look like a change.
 */
export function inJsonbOrder<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((one: unknown) => inJsonbOrder(one)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, inJsonbOrder(one) as unknown] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))) as Value;
}

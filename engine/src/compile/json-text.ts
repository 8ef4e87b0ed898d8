/** Longer strings are looked through faster by JSON.stringify itself. */
const LOOKED_THROUGH = 80;

/**
 * Whether a string in quotation marks is its JSON. Says no of long ones, whatever is in them. Short plain strings, which
 * most are, need no call out of compiled code so.
 */
export function isPlainString(value: string): boolean {
  const { length } = value;
  if (length > LOOKED_THROUGH) return false;
  for (let index = 0; index < length; index += 1) {
    const code = value.charCodeAt(index);
    // Controls, quotation mark, backslash, and surrogates, which are escaped when they stand alone.
    if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) return false;
  }
  return true;
}

/** The JSON of a string, the same as JSON.stringify writes. */
export function jsonString(value: string): string {
  return isPlainString(value) ? `"${value}"` : JSON.stringify(value);
}

/** The JSON of any value; what JSON cannot say is null. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  return (JSON.stringify(value) as string | undefined) ?? 'null';
}

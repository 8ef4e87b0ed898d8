import { refusal } from '@huitong/contract';

/**
 * The key of an entity as one text, whoever writes it: JSON of its key fields, sorted by name, without spaces.
 * @param text JSON object of texts and whole numbers, such as `{"id":"…"}`.
 * @throws Refusal BAD_INPUT
 */
export function canonicalKey(text: string, at = 'input.key'): string {
  const problem = refusal('BAD_INPUT', {
    at,
    message: `${at} is a JSON object of 1 to 10 key fields, texts or whole numbers, such as {"id":"…"}.`,
  });
  if (text.length > 1000) throw problem;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw problem;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw problem;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const isKey = ([name, part]: [string, unknown]) =>
    /^[_A-Za-z][_0-9A-Za-z]*$/.test(name) &&
    (Number.isSafeInteger(part) || (typeof part === 'string' && part !== ''));
  if (fields.length < 1 || fields.length > 10 || !fields.every(isKey)) throw problem;
  // fromEntries would put names that look like numbers first; those are no names of fields.
  return JSON.stringify(Object.fromEntries(fields));
}

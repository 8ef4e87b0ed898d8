/**
 * A value of a file as it may stand in a message: shortened, with control and direction characters spelt out, so
 * that a cell can neither drive a terminal nor break a line of a log.
 */
export function quoted(value: string, longest = 60): string {
  const short = value.length > longest ? `${value.slice(0, longest)}…` : value;
  return `"${printable(short)}"`;
}

/** A text of a file or profile for a terminal: control and direction characters spelt out. */
export const printable = (value: string): string =>
  value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u${hex(character)}`);

const hex = (character: string) => character.codePointAt(0)!.toString(16).padStart(4, '0');

/** Full-width characters narrowed (NFKC) and all space removed: codes, numbers, dates. */
export const narrowed = (value: string): string => value.normalize('NFKC').replace(/\s+/g, '');

/** How spellings are compared: narrowed, without case, and without the mark of a required column. */
export const folded = (value: string): string => narrowed(value).replace(/^\*/, '').toLowerCase();

/**
 * How headers are compared: folded, without brackets and punctuation and the word 单位 before a unit, so that
 * `深度（单位：米）`, `深度 [米]` and `深度(米)` are one; the unit itself stays, because another unit is another column.
 * 单位 for an organisation stays too: `单位编号` is not `编号`.
 */
export const headerForm = (value: string): string =>
  folded(value)
    .replace(/(?<=[([{<【〔「《:;,、/|])单位|单位(?=:)/g, '')
    .replace(/[()[\]{}<>【】〔〕「」《》:;,./\\|_·、。*'"-]/g, '');

const shown = 6;

/**
 * Where two texts part, for a message: the first line that differs, what stands there and what should.
 *
 * @param {string} present the text as it is
 * @param {string} wanted the text as it should be
 * @returns {string} at most a dozen lines, those of `present` marked "-", those of `wanted` marked "+"
 */
export function firstDifference(present, wanted) {
  if (present === '') {
    return '  the file is missing or empty';
  }
  const before = present.split('\n');
  const after = wanted.split('\n');
  let start = 0;
  while (start < before.length && before[start] === after[start]) {
    start += 1;
  }
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return [
    `  from line ${start + 1}:`,
    ...marked('-', before.slice(start, before.length - end)),
    ...marked('+', after.slice(start, after.length - end)),
  ].join('\n');
}

function marked(mark, lines) {
  const rest = lines.length - shown;
  const head = lines.slice(0, shown).map((line) => `  ${mark} ${line}`);
  return rest > 0 ? [...head, `  ${mark} … and ${rest} more lines`] : head;
}

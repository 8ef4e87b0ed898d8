/** How alike two names are, 0 to 1, as common practice has it: on the names as they are written. */
export type Likeness = (one: string, other: string) => number;

const plainEquality: Likeness = (one, other) => (one.trim() === other.trim() ? 1 : 0);

function trigrams(text: string): Set<string> {
  const padded = [...`  ${text.trim().toLowerCase()} `];
  return new Set(padded.slice(2).map((_, index) => padded.slice(index, index + 3).join('')));
}
const cut = new Map<string, Set<string>>();
const cutOf = (text: string) => {
  const found = cut.get(text) ?? trigrams(text);
  cut.set(text, found);
  return found;
};

/** similarity() of pg_trgm: shared windows of three over all windows of either. */
const trigramSimilarity: Likeness = (one, other) => {
  const [left, right] = [cutOf(one), cutOf(other)];
  let shared = 0;
  for (const window of left) if (right.has(window)) shared += 1;
  return shared / (left.size + right.size - shared);
};

/** One less the edits over the longer length. */
const levenshtein: Likeness = (one, other) => {
  const [left, right] = [[...one], [...other]];
  let row = right.map((_, index) => index + 1);
  left.forEach((character, at) => {
    let diagonal = at;
    let before = at + 1;
    row = row.map((above, index) => {
      const cost = Math.min(above + 1, before + 1, diagonal + (right[index] === character ? 0 : 1));
      diagonal = above;
      before = cost;
      return cost;
    });
  });
  const edits = row.at(-1) ?? left.length;
  return 1 - edits / Math.max(left.length, right.length, 1);
};

export const baselines: Readonly<Record<string, Likeness>> = {
  'plain equality': plainEquality,
  'trigram (pg_trgm)': trigramSimilarity,
  Levenshtein: levenshtein,
};

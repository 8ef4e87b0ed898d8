/** One item of a set: what is required and what is there, in pieces. */
interface SetItem {
  readonly required: number;
  readonly actual: number;
}

/**
 * 配齐: whether a township or a village has every item of its set in the number required (DOMAIN item 19).
 * @returns null when no item is listed, because nothing can be said.
 */
export const setComplete = (items: readonly SetItem[]): boolean | null =>
  items.length === 0 ? null : items.every(({ required, actual }) => actual >= required);

/** How many demo rows a subgraph makes. */
export interface SampleSize {
  /** 1 for the demonstration as it starts, 0.1 in tests, 10 and 100 for measuring at size. */
  readonly factor: number;
  /**
   * Rows to make of one kind.
   * @param base rows at factor 1.
   * @param least never fewer than this.
   */
  count(base: number, least?: number): number;
}

/** The size of the demo data by its factor. */
export const sampleSize = (factor = 1): SampleSize => ({
  factor,
  count: (base, least = 1) => Math.max(least, Math.round(base * factor)),
});

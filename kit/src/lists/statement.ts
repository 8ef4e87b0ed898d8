/** Collects the parameters of one statement, so that no value ever stands in its text. */
export class Statement {
  readonly values: unknown[] = [];

  /** Adds a value and returns its placeholder, `$n`. */
  param(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  /** Adds several values for a fragment that numbers its own placeholders; returns the number of the first. */
  params(values: readonly unknown[]): number {
    const first = this.values.length + 1;
    this.values.push(...values);
    return first;
  }
}

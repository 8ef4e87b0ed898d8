import type { Denial, ErrorCode, Warning } from '@huitong/contract';

/** What an answer says beside its data: refused coordinates, warnings, how many values left in clear. */
export class Notes {
  readonly #denied = new Map<string, Denial>();
  readonly warnings: Warning[] = [];
  masked = 0;
  unmasked = 0;

  /** Records a refusal once per coordinate, however many rows it touches. */
  deny(denial: Denial): void {
    const key = `${denial.code} ${denial.coordinate}`;
    if (!this.#denied.has(key)) this.#denied.set(key, denial);
  }

  warn(code: ErrorCode, message: string, where: Omit<Warning, 'code' | 'message'> = {}): void {
    if (this.warnings.length < 100) this.warnings.push({ code, message, ...where });
  }

  /** The `extensions` of the subgraph's answer. */
  toExtensions(statements: number): Record<string, unknown> {
    const denied = [...this.#denied.values()];
    return {
      ...(denied.length > 0 ? { denied } : {}),
      ...(this.warnings.length > 0 ? { warnings: this.warnings } : {}),
      counts: { statements, masked: this.masked, unmasked: this.unmasked },
    };
  }
}

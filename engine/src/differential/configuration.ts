import process from 'node:process';

/** How many random cases the differential test runs: more of them is a matter of patience only. */
export interface DifferentialConfiguration {
  /** Graphs. */
  readonly runs: number;
  /** After so much time no new case is begun; without it all are run, however long it takes. */
  readonly seconds: number | undefined;
  /** Of the whole run; printed with every failure. */
  readonly seed: number;
  /** Of one failure, as fast-check printed it beside the seed: only that case is run. */
  readonly path: string | undefined;
}

/**
 * The usual run is the same every time, so that a change is to blame for what it finds; other seeds find more.
 *
 * Reads `HUITONG_DIFFERENTIAL_RUNS`, `HUITONG_DIFFERENTIAL_SECONDS`, `HUITONG_DIFFERENTIAL_SEED` and
 * `HUITONG_DIFFERENTIAL_PATH`.
 */
export function differentialConfiguration(usual: {
  readonly runs: number;
  readonly seed: number;
}): DifferentialConfiguration {
  return {
    runs: whole('HUITONG_DIFFERENTIAL_RUNS') ?? usual.runs,
    seconds: whole('HUITONG_DIFFERENTIAL_SECONDS'),
    seed: whole('HUITONG_DIFFERENTIAL_SEED') ?? usual.seed,
    path: text('HUITONG_DIFFERENTIAL_PATH'),
  };
}

function text(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

function whole(name: string): number | undefined {
  const value = text(name);
  if (value === undefined) return undefined;
  if (!/^-?\d+$/.test(value)) throw new Error(`${name} must be a whole number.`);
  return Number(value);
}

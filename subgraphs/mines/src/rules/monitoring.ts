import type { MineMonitoringKind } from '../generated/resolvers.js';

/** The last value of a monitoring point and the value from which it warns, in one unit. */
export interface Reading {
  readonly kind: MineMonitoringKind;
  readonly lastValue: number | null;
  readonly threshold: number | null;
}

/**
 * Whether the last value has reached the threshold. A dry beach (干滩) warns when it is short, everything else when
 * it is large (GB 51108).
 * @returns null when either is not known, and for video.
 */
export function exceeded({ kind, lastValue, threshold }: Reading): boolean | null {
  if (lastValue === null || threshold === null || kind === 'VIDEO') return null;
  return kind === 'DRY_BEACH' ? lastValue <= threshold : lastValue >= threshold;
}

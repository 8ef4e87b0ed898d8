/** Scales of which the first word is the worst (DOMAIN §2.0). */
export const incidentLevels = ['EXTRAORDINARY', 'MAJOR', 'LARGE', 'GENERAL'] as const;
export const responseLevels = ['LEVEL_1', 'LEVEL_2', 'LEVEL_3', 'LEVEL_4'] as const;
export const warningColours = ['RED', 'ORANGE', 'YELLOW', 'BLUE'] as const;

/** Rank on a scale, 1 the worst; null when there is no value. Three scales, three fields: none follows from another. */
export function severityRank<Value extends string>(
  scale: readonly Value[],
  value: Value | null,
): number | null {
  const at = value === null ? -1 : scale.indexOf(value);
  return at < 0 ? null : at + 1;
}

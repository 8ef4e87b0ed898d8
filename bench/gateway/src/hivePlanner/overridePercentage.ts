/**
 * Hive's planner takes one number per plan and overrides where it is below the label's `percent(N)`; the engine says of
 * each label whether it is on. The number that says the same, between 0 and 100.
 *
 * @throws Error when there is none: of `percent(10)` and `percent(50)`, only the first is on.
 */
export function overridePercentage(percentages: readonly number[], on: ReadonlySet<string>): number {
  const isOn = (percentage: number) => on.has(`percent(${percentage})`);
  const lowest = Math.max(0, ...percentages.filter((percentage) => !isOn(percentage)));
  if (percentages.some((percentage) => isOn(percentage) && percentage <= lowest)) {
    throw new Error('Hive’s planner knows no percentage at which just these labels are on.');
  }
  return lowest;
}

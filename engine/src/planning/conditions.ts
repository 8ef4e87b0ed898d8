/** That a variable of `@skip` or `@include` has a value. */
export interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** Conditions that hold together, each variable once, sorted by it. */
export type Conditions = readonly Condition[];

/** Both together; null where they contradict each other. */
export function allOf(some: Conditions | null, others: Conditions | null): Conditions | null {
  if (some === null || others === null) return null;
  const values = new Map(some.map(({ variable, value }) => [variable, value]));
  for (const { variable, value } of others) {
    if (values.get(variable) === !value) return null;
    values.set(variable, value);
  }
  return [...values]
    .map(([variable, value]) => ({ variable, value }))
    .sort((left, right) => (left.variable < right.variable ? -1 : 1));
}

/** Where some conditions hold and others do not, as cases of which one at most holds. */
export function except(some: Conditions, others: Conditions): Conditions[] {
  const cases: Conditions[] = [];
  let before: Conditions | null = some;
  for (const condition of others) {
    const failing = allOf(before, [{ ...condition, value: !condition.value }]);
    if (failing !== null) cases.push(failing);
    before = allOf(before, [condition]);
  }
  return cases;
}

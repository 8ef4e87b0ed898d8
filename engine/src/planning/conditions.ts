import { Kind, type DirectiveNode, type SelectionNode } from 'graphql';
import type { ConditionIr } from '../ir.js';

export type Condition = ConditionIr;

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

export const isCondition = ({ name }: DirectiveNode) => name.value === 'skip' || name.value === 'include';

/** The conditions that stand at a selection; null where they can never hold. */
export function conditionsOf({ directives = [] }: SelectionNode): Conditions | null {
  let conditions: Conditions | null = [];
  for (const { name, arguments: given } of directives.filter(isCondition)) {
    const wanted = name.value === 'include';
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return null;
    if (value?.kind === Kind.VARIABLE) {
      conditions = allOf(conditions, [{ variable: value.name.value, value: wanted }]);
    }
  }
  return conditions;
}

import { Kind, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { VariablesError } from '../execution/outcome.js';
import type { ConditionIr } from '../ir.js';
import type { Variables } from './variables.js';

/** The values that decide the conditions of one request, and one text that stands for all of them. */
export interface Decided {
  readonly key: string;
  readonly values: ReadonlyMap<string, boolean>;
}

/** @throws VariablesError when a variable that decides is null. */
export type Decide = (variables: Variables) => Decided;

/**
 * `@skip` and `@include` depend on few variables and each has two values: everything is compiled for the values met, so
 * that no condition is looked at on the way.
 */
export function compileConditions(document: DocumentNode, operation: OperationDefinitionNode): Decide {
  const names = conditionVariables(document);
  const defaults = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined,
    ]),
  );
  // Fragments of other operations in the document may name variables that this one has not.
  const deciding = names.filter((name) => defaults.has(name));
  const none: Decided = { key: '', values: new Map() };
  if (deciding.length === 0) return () => none;
  return (variables) => {
    let key = '';
    const values = new Map<string, boolean>();
    for (const name of deciding) {
      const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
      const value = given === undefined ? defaults.get(name) : given;
      // A nullable variable with a default passes validation, and its explicit null fails here (§6.4.1).
      if (typeof value !== 'boolean') {
        throw new VariablesError([`Variable "$${name}" decides a condition and must not be null.`]);
      }
      key += value ? '1' : '0';
      values.set(name, value);
    }
    return { key, values };
  };
}

/** Whether all the variables have these values. */
export function holds(conditions: readonly ConditionIr[], values: Decided['values']): boolean {
  return conditions.every(({ variable, value }) => values.get(variable) === value);
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

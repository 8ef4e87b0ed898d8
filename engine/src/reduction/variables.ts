import { type OperationDefinitionNode, print } from 'graphql';

/** The operation without the variables that nothing uses any more: with them it would not be valid. */
export function withoutUnusedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  const text = print({ ...operation, variableDefinitions: [] });
  const used = new Set(text.match(/\$[_A-Za-z][_0-9A-Za-z]*/g));
  return {
    ...operation,
    variableDefinitions: (operation.variableDefinitions ?? []).filter((definition) =>
      used.has(`$${definition.variable.name.value}`),
    ),
  };
}

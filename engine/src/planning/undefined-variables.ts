import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';

/** What a fetch asks, and the variables that it is sent with. */
export interface FetchText {
  readonly operation: string;
  readonly variables: readonly string[];
}

/**
 * A fetch that defines every variable it uses. Apollo's planner forgets those of conditions below fragments under which
 * no object can be, and the subgraph refuses the whole fetch.
 *
 * @param known variables that are defined surely: then nothing is parsed.
 * @param definitions of the caller's operation.
 * @throws Error where a variable is nobody's
 */
export function withDefinedVariables(
  { operation, variables }: FetchText,
  known: ReadonlySet<string>,
  definitions: () => readonly VariableDefinitionNode[],
): FetchText {
  const mentioned = operation.match(/\$\w+/g) ?? [];
  if (mentioned.every((name) => known.has(name.slice(1)))) return { operation, variables };
  const document = parse(operation, { noLocation: true });
  const defined = new Set<string>();
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: ({ variable }) => {
      defined.add(variable.name.value);
      return false;
    },
    Variable: ({ name }) => void used.add(name.value),
  });
  const missing = [...used].filter((name) => !defined.has(name));
  if (missing.length === 0) return { operation, variables };
  const added = missing.map((name) => {
    const definition = definitions().find(({ variable }) => variable.name.value === name);
    if (definition === undefined) throw new Error(`The plan uses a variable "$${name}" that nobody defines.`);
    return definition;
  });
  const whole = visit(document, {
    [Kind.OPERATION_DEFINITION]: (node: OperationDefinitionNode) => ({
      ...node,
      variableDefinitions: [...(node.variableDefinitions ?? []), ...added],
    }),
  });
  return { operation: stripIgnoredCharacters(print(whole)), variables: [...variables, ...missing] };
}

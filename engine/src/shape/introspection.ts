import {
  executeSync,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, type RuntimeType, type Selected } from './collect-fields.js';

/** Answers the introspection fields of an operation, by response name. */
export type Introspect = (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * `__schema` and `__type` are answered by graphql-js from the API schema. Without variables inside, the answer is
 * always the same and is kept.
 */
export function compileIntrospection(
  selected: Selected,
  type: RuntimeType,
  operation: OperationDefinitionNode,
): Introspect | null {
  const fields = collectFields(selected, type, [operation.selectionSet]);
  const selections = [...fields.values()]
    .flat()
    .filter(({ name }) => name.value === '__schema' || name.value === '__type');
  if (selections.length === 0) return null;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        operation: OperationTypeNode.QUERY,
        directives: [],
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
      ...selected.fragments.values(),
    ],
  };
  const introspect: Introspect = (variableValues) => {
    const { data } = executeSync({ schema: selected.schema, document, rootValue: {}, variableValues });
    return data ?? {};
  };
  let usesVariables = false;
  visit(document, {
    VariableDefinition: () => false,
    Variable: () => void (usesVariables = true),
  });
  if (usesVariables) return introspect;
  let kept: Readonly<Record<string, unknown>> | null = null;
  // Without its variables the operation is the same: `{}` stands for whatever values they have.
  return (variables) => (kept ??= introspect(variables));
}

import {
  Kind,
  parse,
  parseType,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';

/** One entity selection of a batch, as an operation of its own. */
export interface EntityOperation {
  readonly operation: string;
  /** Variables of the caller's operation that it uses. */
  readonly variables: readonly string[];
}

const name = (value: string) => ({ kind: Kind.NAME as const, value });
const representations = { kind: Kind.VARIABLE as const, name: name('representations') };
const type: TypeNode = parseType('[_Any!]!', { noLocation: true });

/**
 * Takes one alias out of the operation of Hive's `BatchFetch`, with the fragments and variables that it uses: the
 * engine batches by itself, and takes plans apart into single fetches.
 */
export function entityOperation(batch: string, alias: string): EntityOperation {
  const document: DocumentNode = parse(batch, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  let root: OperationDefinitionNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    if (node.kind === Kind.OPERATION_DEFINITION) root = node;
  }
  const field = root?.selectionSet.selections.find(
    (node): node is FieldNode => node.kind === Kind.FIELD && node.alias?.value === alias,
  );
  if (root === undefined || !field?.selectionSet) throw new Error(`A batch without ${alias}.`);
  const used = { fragments: new Set<string>(), variables: new Set<string>() };
  const gather = (node: FieldNode | FragmentDefinitionNode): void => {
    visit(node.selectionSet!, {
      Variable: (variable) => void used.variables.add(variable.name.value),
      FragmentSpread: (spread) => {
        if (used.fragments.has(spread.name.value)) return;
        used.fragments.add(spread.name.value);
        gather(fragments.get(spread.name.value)!);
      },
    });
  };
  gather(field);
  const own = (root.variableDefinitions ?? []).filter(({ variable }) =>
    used.variables.has(variable.name.value),
  );
  const operation: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: root.operation,
        variableDefinitions: [{ kind: Kind.VARIABLE_DEFINITION, variable: representations, type }, ...own],
        selectionSet: {
          kind: Kind.SELECTION_SET,
          selections: [
            {
              kind: Kind.FIELD,
              name: name('_entities'),
              arguments: [{ kind: Kind.ARGUMENT, name: name('representations'), value: representations }],
              selectionSet: field.selectionSet,
            },
          ],
        },
      },
      ...[...used.fragments].map((fragment) => fragments.get(fragment)!),
    ],
  };
  return { operation: print(operation), variables: own.map(({ variable }) => variable.name.value) };
}

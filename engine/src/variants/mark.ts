import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
} from 'graphql';
import { linkedName } from '../linked-names.js';
import type { Hidden } from './hidden.js';

const feature = 'https://specs.apollo.dev/inaccessible/v0.2';
const definition =
  'directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION';

type Markable = {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
};

/** Writes the supergraph with `@inaccessible` on everything hidden; links the feature where it is not. */
export function markInaccessible(document: DocumentNode, schema: GraphQLSchema, hidden: Hidden): string {
  const linked = linkedName(schema, 'inaccessible');
  const mark: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: linked ?? 'inaccessible' },
  };
  const marked = <Node extends Markable>(node: Node, isHidden: boolean): Node => {
    const directives = node.directives ?? [];
    if (!isHidden || directives.some(({ name }) => name.value === mark.name.value)) return node;
    return { ...node, directives: [...directives, mark] };
  };
  const members = <Node extends Markable>(type: string, nodes: readonly Node[] | undefined): Node[] =>
    (nodes ?? []).map((node) => marked(node, hidden.members.has(`${type}.${node.name.value}`)));
  const withMarks = (node: DefinitionNode): DefinitionNode => {
    switch (node.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION: {
        const type = node.name.value;
        const fields = members(type, node.fields).map((field) => ({
          ...field,
          arguments: (field.arguments ?? []).map((argument) =>
            marked(argument, hidden.arguments.has(`${type}.${field.name.value}(${argument.name.value}:)`)),
          ),
        }));
        return { ...marked(node, hidden.types.has(type)), fields };
      }
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return {
          ...marked(node, hidden.types.has(node.name.value)),
          fields: members(node.name.value, node.fields),
        };
      case Kind.ENUM_TYPE_DEFINITION:
        return {
          ...marked(node, hidden.types.has(node.name.value)),
          values: members(node.name.value, node.values),
        };
      case Kind.UNION_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_DEFINITION:
        return marked(node, hidden.types.has(node.name.value));
      case Kind.SCHEMA_DEFINITION:
        return linked === null ? withLink(node) : node;
      default:
        return node;
    }
  };
  const text = print({ kind: Kind.DOCUMENT, definitions: document.definitions.map(withMarks) });
  return linked === null ? `${text}\n\n${definition}\n` : `${text}\n`;
}

function withLink<Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(
  node: Node,
): Node {
  const [linking] = parse(`schema @link(url: "${feature}", for: SECURITY) { query: Query }`, {
    noLocation: true,
  }).definitions;
  const added = linking?.kind === Kind.SCHEMA_DEFINITION ? (linking.directives ?? []) : [];
  return { ...node, directives: [...(node.directives ?? []), ...added] };
}

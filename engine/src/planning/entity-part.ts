import { Kind, parse, print, stripIgnoredCharacters, visit, type DocumentNode } from 'graphql';
import type { PartIr } from '../ir.js';

const REPRESENTATIONS = 'representations';

/**
 * Takes an entity operation apart, so that several can be asked in one request: GraphQL has one name space for
 * fragments and one for variables in a document, hence the marks on what is each part's own.
 */
export function entityPart(operation: string, contextual: ReadonlySet<string>): PartIr {
  let mark = '__part';
  while (operation.includes(mark)) mark += '_';
  const own = (name: string) => (contextual.has(name) ? name + mark : name);
  const document: DocumentNode = visit(parse(operation, { noLocation: true }), {
    Variable: (node) => ({ ...node, name: { ...node.name, value: own(node.name.value) } }),
    FragmentSpread: (node) => ({ ...node, name: { ...node.name, value: node.name.value + mark } }),
    FragmentDefinition: {
      leave: (node) => ({ ...node, name: { ...node.name, value: node.name.value + mark } }),
    },
  });
  const root = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const entities = root?.selectionSet.selections[0];
  if (root?.selectionSet.selections.length !== 1 || entities?.kind !== Kind.FIELD || !entities.selectionSet) {
    throw new Error('An entity fetch asks for something else than entities.');
  }
  const definitions = (root.variableDefinitions ?? []).filter(
    ({ variable }) => variable.name.value !== REPRESENTATIONS,
  );
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return {
    mark,
    variables: Object.fromEntries(
      definitions.map((definition) => [
        definition.variable.name.value.replace(mark, ''),
        stripIgnoredCharacters(print(definition)),
      ]),
    ),
    selection: stripIgnoredCharacters(print(entities.selectionSet)),
    fragments: fragments.map((fragment) => stripIgnoredCharacters(print(fragment))).join(''),
    directives: (root.directives ?? []).map((directive) => print(directive)).join(''),
  };
}

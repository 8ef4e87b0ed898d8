import { Kind, parse, print, stripIgnoredCharacters, type FieldNode, type SelectionSetNode } from 'graphql';

/** Reads what `@key`, `@requires` and `@provides` hold: a selection set without its braces. */
export function parseFields(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A field set that selects nothing.');
  return definition.selectionSet;
}

/** A field and its arguments, whatever their order. */
export function callText({ name, arguments: given = [] }: FieldNode): string {
  const written = given.map((argument) => stripIgnoredCharacters(print(argument))).sort();
  return `${name.value}(${written.join(',')})`;
}

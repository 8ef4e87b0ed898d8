import { Kind } from 'graphql';

/**
 * Finds what nobody describes. The neighbour's type is declared again in every subgraph that refers to it, so a
 * coordinate counts as described when one of its declarations has a description: the owner's. (Two descriptions that
 * differ are found by composition.)
 *
 * @param {{ file: string, document: import('graphql').DocumentNode }[]} sources
 * @returns {{ coordinate: string, files: string[] }[]} schema coordinates without a description, sorted, each with the
 *   files that declare it
 */
export function undescribed(sources) {
  const coordinates = new Map();
  const note = (coordinate, node, file) => {
    const known = coordinates.get(coordinate) ?? { described: false, files: new Set() };
    known.described ||= (node.description?.value.trim() ?? '') !== '';
    known.files.add(file);
    coordinates.set(coordinate, known);
  };
  for (const { file, document } of sources) {
    for (const definition of document.definitions) {
      declarations(definition, (coordinate, node) => note(coordinate, node, file));
    }
  }
  return [...coordinates]
    .filter(([, { described }]) => !described)
    .map(([coordinate, { files }]) => ({ coordinate, files: [...files] }))
    .sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

/** Calls `note` with the coordinate of everything that one definition declares and that takes a description. */
function declarations(definition, note) {
  const name = definition.name?.value;
  switch (definition.kind) {
    case Kind.DIRECTIVE_DEFINITION:
      note(`@${name}`, definition);
      for (const argument of definition.arguments ?? []) {
        note(`@${name}(${argument.name.value}:)`, argument);
      }
      return;
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
      note(name, definition);
      return;
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      noteType(definition, note);
      for (const value of definition.values ?? []) {
        note(`${name}.${value.name.value}`, value);
      }
      return;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      noteType(definition, note);
      for (const field of definition.fields ?? []) {
        note(`${name}.${field.name.value}`, field);
        for (const argument of field.arguments ?? []) {
          note(`${name}.${field.name.value}(${argument.name.value}:)`, argument);
        }
      }
  }
}

/** An extension has no description of its own, so it only adds members; the root types explain themselves. */
function noteType(definition, note) {
  const isExtension = definition.kind.endsWith('Extension');
  if (!isExtension && !['Query', 'Mutation', 'Subscription'].includes(definition.name.value)) {
    note(definition.name.value, definition);
  }
}

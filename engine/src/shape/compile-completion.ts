import {
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { jsonString } from '../compile/json-text.js';
import type { Place } from '../compile/layout.js';
import { collectFields, dependsOnType, type RuntimeType, type Selected } from './collect-fields.js';
import type { Completer, Where } from './completion.js';
import { compileLeaf, Leaf } from './leaf.js';
import { List } from './list.js';
import { AbstractObject, UntoldObject, ObjectOfType, type Field } from './object.js';

/** An object's selections, where its data stand, how many steps its path has, and where a null in its place rests. */
interface Position {
  readonly selectionSets: readonly SelectionSetNode[];
  readonly place: Place;
  readonly depth: number;
  readonly rest: number;
}

/**
 * Compiles the last step: from merged targets to the answer that the caller asked for, in the order in which he asked,
 * by the API schema alone. Whatever the fetches brought beyond that is never looked at.
 */
export function compileCompletion(
  selected: Selected,
  type: RuntimeType,
  { selectionSet, root }: { selectionSet: SelectionSetNode; root: Place },
): ObjectOfType {
  return compileObject(selected, type, { selectionSets: [selectionSet], place: root, depth: 0, rest: 0 });
}

function compileObject(selected: Selected, type: RuntimeType, position: Position): ObjectOfType {
  const collected = [...collectFields(selected, type, position.selectionSets)];
  return new ObjectOfType(
    collected.map(([name, nodes], index) => {
      const prefix = `${index === 0 ? '' : ','}${jsonString(name)}:`;
      return compileField(selected, type, { name, nodes, prefix }, position);
    }),
    position.place,
  );
}

function compileField(
  selected: Selected,
  parent: RuntimeType,
  { name, nodes, prefix }: { name: string; nodes: readonly FieldNode[]; prefix: string },
  { place, depth, rest }: Position,
): Field {
  const fieldName = nodes[0]!.name.value;
  const planned = selected.names.planned(nodes[0]!);
  const base = { name, prefix, slot: place.known(planned) ?? -1, type: fieldName };
  const ofObject: Where = { parent: parent.name, depth: depth + 1, rest };
  const plain = { ...base, where: ofObject, nonNull: false, isComposite: false, write: null };
  if (fieldName === '__typename') return typenameField(plain, parent);
  if (fieldName.startsWith('__')) return { ...plain, completer: null };
  const definition = 'getFields' in parent ? parent.getFields()[fieldName] : undefined;
  if (definition === undefined) throw new Error('A field that the schema does not have.');
  const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const nonNull = isNonNullType(definition.type);
  const where: Where = nonNull ? ofObject : { ...ofObject, rest: depth + 1 };
  const below = { selectionSets, place: place.child(planned), depth: depth + 1, rest: where.rest };
  const nullable = getNullableType(definition.type);
  const completer = compileType(selected, nullable, where, below);
  return {
    ...base,
    where,
    completer,
    write: completer instanceof Leaf ? completer.after(prefix) : null,
    nonNull,
    isComposite: selectionSets.length > 0,
    type: String(nullable),
  };
}

/** Of an interface object whose real type nobody told there is no answer: it is null, and the error says why. */
function typenameField(base: Omit<Field, 'completer'>, parent: RuntimeType): Field {
  if (isObjectType(parent)) return { ...base, completer: null, constant: parent.name };
  return { ...base, slot: -1, nonNull: true, type: 'String', completer: neverCompleted };
}

const neverCompleted: Completer = { append: () => undefined, tree: () => undefined, isBesides: () => false };

/** @param type without `!` */
function compileType(selected: Selected, type: GraphQLOutputType, where: Where, below: Position): Completer {
  if (isLeafType(type)) return compileLeaf(type, where);
  if (isListType(type)) {
    const item = getNullableType(type.ofType as GraphQLOutputType);
    const nonNull = isNonNullType(type.ofType);
    const depth = where.depth + 1;
    const itemWhere = { parent: where.parent, depth, rest: nonNull ? where.rest : depth };
    const inItem = { ...below, depth, rest: itemWhere.rest };
    const completer = compileType(selected, item, itemWhere, inItem);
    return new List({ completer, nonNull, type: String(item), where: itemWhere }, where);
  }
  if (!isAbstractType(type)) return compileObject(selected, type as RuntimeType, below);
  return new AbstractObject(type.name, where, (typename) => {
    const runtime = typename === undefined ? type : selected.schema.getType(typename);
    if (runtime !== type && !isObjectType(runtime) && !isInterfaceType(runtime)) return null;
    if (dependsOnType(selected, runtime, below.selectionSets)) return new UntoldObject(type.name, where);
    return compileObject(selected, runtime, below);
  });
}

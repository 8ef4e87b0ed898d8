import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from './fragments.js';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * A document with conditions that Apollo's planner gets right: none is a constant (it forgets those below conditions of
 * whole fetches), and no object depends on the conditions of what is asked of it.
 */
export function withPlainConditions(document: DocumentNode): DocumentNode {
  return withLastingObjects(withoutConstants(document));
}

function withoutConstants(document: DocumentNode): DocumentNode {
  const decided = <Node extends SelectionNode>(node: Node): Node | null | undefined => {
    const constants = node.directives?.filter((each) => constantOf(each) !== undefined) ?? [];
    if (constants.length === 0) return undefined;
    const isAsked = constants.every((each) => constantOf(each) === (each.name.value === 'include'));
    return isAsked
      ? { ...node, directives: node.directives?.filter((each) => !constants.includes(each)) }
      : null;
  };
  return visit(document, {
    Field: { enter: decided },
    InlineFragment: { enter: decided },
    FragmentSpread: { enter: decided },
    SelectionSet: {
      leave: (node) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
    },
  });
}

function constantOf({ name, arguments: given = [] }: DirectiveNode): boolean | undefined {
  if (!isCondition(name.value)) return undefined;
  const value = given.find((argument) => argument.name.value === 'if')?.value;
  return value?.kind === Kind.BOOLEAN ? value.value : undefined;
}

const isCondition = (directive: string) => directive === 'skip' || directive === 'include';

/**
 * `{ city { name @include(if: $c) } }` answers `{"city":{}}` where nothing is included; Apollo's planner then asks for
 * no city at all. So `__typename` is asked of every object of which nothing else is sure to be.
 */
function withLastingObjects(document: DocumentNode): DocumentNode {
  const fragments = fragmentsOf(document);
  const lasting = new Map<string, boolean>();
  const lasts = ({ selections }: SelectionSetNode): boolean => selections.some(isSure);
  const isSure = (selection: SelectionNode): boolean => {
    if (selection.directives?.some(({ name }) => isCondition(name.value))) return false;
    if (selection.kind === Kind.FIELD) return true;
    if (selection.kind === Kind.INLINE_FRAGMENT) return lasts(selection.selectionSet);
    const name = selection.name.value;
    const fragment = fragments.get(name);
    const known = lasting.get(name) ?? (fragment !== undefined && lasts(fragment.selectionSet));
    lasting.set(name, known);
    return known;
  };
  return visit(document, {
    Field(field): FieldNode | undefined {
      const { selectionSet } = field;
      if (selectionSet === undefined || lasts(selectionSet)) return undefined;
      return {
        ...field,
        selectionSet: { ...selectionSet, selections: [TYPENAME, ...selectionSet.selections] },
      };
    },
  });
}

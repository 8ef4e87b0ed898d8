import {
  Kind,
  print,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, inlined, type Fragments } from './fragments.js';
import { allOf, conditionsOf, except, isCondition, type Condition, type Conditions } from './conditions.js';

/** A part of a mutation that is planned on its own: after the parts before it, and only under its conditions. */
export interface MutationStep {
  readonly conditions: Conditions;
  readonly source: string;
  /** Response name of the field that ends it, where that must be known before anything else runs. */
  readonly last: string | undefined;
}

/** A root field where the document has it, without its conditions, which are those of the fragments around it too. */
interface Occurrence {
  readonly name: string;
  readonly node: FieldNode;
  readonly conditions: Conditions;
}

/**
 * Root fields of a mutation in the order of CollectFields (specification §6.3.2), for planners that gather the fields
 * of equal fragments and so change it: fragments are gone, each response name stands where it is first met. Where that
 * depends on conditions it stands at each such place, under conditions of which one at most holds.
 *
 * @param isLast whether a root field of the name must end a step, for nothing may run after it before it is known
 */
export function mutationSteps(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  isLast: (field: string) => boolean,
): MutationStep[] {
  const occurrences = collect(fragmentsOf(document), operation.selectionSet);
  const source = (selections: readonly SelectionNode[]) => {
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
    return print({ kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] });
  };
  const steps: { conditions: Conditions; selections: FieldNode[]; isOpen: boolean }[] = [];
  occurrences.forEach((occurrence, index) => {
    const same = occurrences.filter(({ name }) => name === occurrence.name);
    const earlier = same.slice(0, same.indexOf(occurrence));
    const later = same.slice(earlier.length + 1);
    const isFirst = occurrences.findIndex(({ name }) => name === occurrence.name) === index;
    const moments = earlier.reduce(
      (open, { conditions }) => open.flatMap((each) => except(each, conditions)),
      [occurrence.conditions],
    );
    for (const conditions of moments) {
      const node = merged(occurrence.node, later, conditions);
      const directives = directivesOf(conditions);
      // Elsewhere it may be run under other conditions: to a planner these would be one field.
      const isAlone = isFirst && later.every((each) => except(each.conditions, conditions).length === 0);
      if (!isAlone || directives === null) {
        steps.push({ conditions, selections: [node], isOpen: false });
        continue;
      }
      const last = steps.at(-1);
      const written = { ...node, directives: [...(node.directives ?? []), ...directives] };
      if (last?.isOpen) last.selections.push(written);
      else steps.push({ conditions: [], selections: [written], isOpen: true });
      if (isLast(node.name.value)) steps.at(-1)!.isOpen = false;
    }
  });
  return steps.map(({ conditions, selections }) => {
    const { alias, name } = selections.at(-1)!;
    const last = isLast(name.value) ? (alias ?? name).value : undefined;
    return { conditions, source: source(selections), last };
  });
}

function collect(fragments: Fragments, root: SelectionSetNode): Occurrence[] {
  const found: Occurrence[] = [];
  const visited = new Set<string>();
  const walk = ({ selections }: SelectionSetNode, outer: Conditions): void => {
    for (const selection of selections) {
      const conditions = allOf(outer, conditionsOf(selection));
      if (conditions === null) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, conditions);
      else if (selection.kind === Kind.FIELD) add(selection, conditions);
      else {
        const name = selection.name.value;
        const key = JSON.stringify([name, conditions]);
        const fragment = visited.has(key) ? undefined : fragments.get(name);
        visited.add(key);
        if (fragment) walk(fragment.selectionSet, conditions);
      }
    }
  };
  const add = (field: FieldNode, conditions: Conditions): void => {
    // The answer's own root knows its type.
    if (field.name.value === '__typename') return;
    const name = field.alias?.value ?? field.name.value;
    const directives = field.directives?.filter((each) => !isCondition(each)) ?? [];
    // A planner that writes spreads again where they fit changes the order by it.
    found.push({ name, node: { ...inlined(field, fragments), directives }, conditions });
  };
  walk(root, []);
  return found;
}

/** A field with all that later fields of its response name select, each under what its conditions add to these. */
function merged(node: FieldNode, later: readonly Occurrence[], conditions: Conditions): FieldNode {
  if (!node.selectionSet) return node;
  const selections = [...node.selectionSet.selections];
  for (const other of later) {
    const all = allOf(conditions, other.conditions);
    if (all === null) continue;
    const added = all.filter(({ variable }) => !conditions.some((each) => each.variable === variable));
    selections.push(...under(added, other.node.selectionSet?.selections ?? []));
  }
  return { ...node, selectionSet: { ...node.selectionSet, selections } };
}

function under(conditions: Conditions, selections: readonly SelectionNode[]): readonly SelectionNode[] {
  return conditions.reduceRight<readonly SelectionNode[]>(
    (inner, condition) => [
      {
        kind: Kind.INLINE_FRAGMENT,
        directives: [directive(condition)],
        selectionSet: { kind: Kind.SELECTION_SET, selections: inner },
      },
    ],
    selections,
  );
}

/** Null where one field cannot carry them: a directive stands there once. */
function directivesOf(conditions: Conditions): ConstDirectiveNode[] | null {
  const directives = conditions.map(directive) as ConstDirectiveNode[];
  const names = new Set(directives.map(({ name }) => name.value));
  return names.size === directives.length ? directives : null;
}

function directive({ variable, value }: Condition): DirectiveNode {
  const name = (text: string) => ({ kind: Kind.NAME as const, value: text });
  return {
    kind: Kind.DIRECTIVE,
    name: name(value ? 'include' : 'skip'),
    arguments: [
      { kind: Kind.ARGUMENT, name: name('if'), value: { kind: Kind.VARIABLE, name: name(variable) } },
    ],
  };
}

import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { PlanNames } from '../planning/plan-names.js';

/** The document's side of a compilation, with the variables of its conditions already decided. */
export interface Selected {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** What the plan calls the caller's fields. */
  readonly names: PlanNames;
}

/** Of what an object is: an interface only where `@interfaceObject` leaves no more to know. */
export type RuntimeType = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType;

/** CollectFields of the specification (§6.3.2) for one type, which can be done ahead once conditions are decided. */
export function collectFields(
  selected: Selected,
  type: RuntimeType,
  selectionSets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, selected.conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const known = fields.get(name);
        if (known) known.push(selection);
        else fields.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (condition === undefined || applies(selected.schema, condition, type)) {
          collect(selection.selectionSet);
        }
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = selected.fragments.get(selection.name.value);
        if (fragment && applies(selected.schema, fragment.typeCondition.name.value, type)) {
          collect(fragment.selectionSet);
        }
      }
    }
  };
  for (const selectionSet of selectionSets) collect(selectionSet);
  return fields;
}

/** Whether what is asked of an object depends on which of the types it is of, beyond what is asked of all of them. */
export function dependsOnType(
  selected: Selected,
  type: RuntimeType,
  selectionSets: readonly SelectionSetNode[],
): boolean {
  if (!isAbstractType(type)) return false;
  const ofAll = collectFields(selected, type, selectionSets);
  return selected.schema
    .getPossibleTypes(type)
    .some((each) =>
      [...collectFields(selected, each, selectionSets).keys()].some((name) => !ofAll.has(name)),
    );
}

function applies(schema: GraphQLSchema, condition: string, type: RuntimeType): boolean {
  if (condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type as GraphQLObjectType);
}

function isIncluded({ directives = [] }: SelectionNode, conditions: ReadonlyMap<string, boolean>): boolean {
  return directives.every(({ name, arguments: given }) => {
    const isSkip = name.value === GraphQLSkipDirective.name;
    if (!isSkip && name.value !== GraphQLIncludeDirective.name) return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const decided =
      value?.kind === Kind.VARIABLE
        ? conditions.get(value.name.value)
        : value?.kind === Kind.BOOLEAN && value.value;
    return decided !== isSkip;
  });
}

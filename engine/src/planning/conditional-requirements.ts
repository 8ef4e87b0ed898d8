import {
  Kind,
  parse,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FieldIr, SelectionIr } from '../ir.js';
import { allOf, conditionsOf, type Conditions } from './conditions.js';
import { parseFields } from './field-set.js';
import { withoutSpreads } from './fragments.js';
import { argumentsOf, joinsOf, subgraphNames } from './join-directives.js';
import { isComposite, SupergraphTypes } from './supergraph-types.js';

/** What the subgraphs of a supergraph are told entities by, and what they compute fields from. */
export interface Requirements {
  readonly types: SupergraphTypes;
  /** By subgraph and type. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** By subgraph, type and field. */
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
}

const placeOf = (...names: readonly string[]) => names.join('\n');

/** @param document the supergraph that the planner plans on. */
export function requirementsOf(document: DocumentNode): Requirements {
  const names = subgraphNames(document);
  const keys = new Map<string, SelectionSetNode[]>();
  const requires = new Map<string, SelectionSetNode>();
  for (const type of document.definitions.filter(isComposite)) {
    for (const join of joinsOf(type, 'join__type')) {
      const { graph, key } = argumentsOf(join);
      if (typeof graph !== 'string' || typeof key !== 'string') continue;
      const place = placeOf(names.get(graph) ?? graph, type.name.value);
      keys.set(place, [...(keys.get(place) ?? []), parseFields(key)]);
    }
    for (const field of type.fields ?? []) {
      for (const join of joinsOf(field, 'join__field')) {
        const { graph, requires: text } = argumentsOf(join);
        if (typeof graph !== 'string' || typeof text !== 'string') continue;
        requires.set(
          placeOf(names.get(graph) ?? graph, type.name.value, field.name.value),
          parseFields(text),
        );
      }
    }
  }
  return { types: new SupergraphTypes(document), keys, requires };
}

/** Somebody who needs a part of a representation; with no conditions always, with null never. */
interface Asker {
  readonly needs: SelectionSetNode;
  readonly conditions: Conditions | null;
}

/**
 * Apollo's planner asks several fields of an entity in one fetch. What one of them requires it fetches under that
 * field's conditions, but requires it of every entity of the fetch, and then none of the fields is asked where the
 * conditions do not hold. So what only conditional fields require is marked with their conditions.
 *
 * @param subgraph as the planner's supergraph names it.
 */
export function withConditions(
  requires: readonly SelectionIr[],
  { subgraph, operation }: { readonly subgraph: string; readonly operation: string },
  requirements: Requirements,
): readonly SelectionIr[] {
  if (requirements.requires.size === 0 || !/@skip|@include/.test(operation)) return requires;
  const asked = askedFields(operation);
  if (asked.every(({ conditions }) => conditions?.length === 0)) return requires;
  return requires.map((selection) => {
    if (!('on' in selection)) return selection;
    const { on, selections } = selection;
    const askers = asked.flatMap((field) => askersOf(field, { subgraph, on }, requirements));
    return askers.length === 0
      ? selection
      : { on, selections: marked(selections, askers, keysOf(subgraph, on, requirements)) };
  });
}

/** A field of an entity; the conditions of the fragments around it are its own too. */
interface AskedField {
  readonly type: string;
  readonly name: string;
  readonly conditions: Conditions | null;
}

function askedFields(operation: string): AskedField[] {
  const { definitions } = withoutSpreads(parse(operation, { noLocation: true }));
  const root = definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const found: AskedField[] = [];
  const walk = ({ selections }: SelectionSetNode, type: string, outer: Conditions | null): void => {
    for (const each of selections) {
      const conditions = allOf(outer, conditionsOf(each));
      if (each.kind === Kind.FIELD) found.push({ type, name: each.name.value, conditions });
      else if (each.kind === Kind.INLINE_FRAGMENT) {
        walk(each.selectionSet, each.typeCondition?.name.value ?? type, conditions);
      }
    }
  };
  const entities = root?.selectionSet.selections[0];
  if (entities?.kind === Kind.FIELD && entities.selectionSet) walk(entities.selectionSet, '', []);
  return found;
}

function askersOf(
  { type, name, conditions }: AskedField,
  { subgraph, on }: { readonly subgraph: string; readonly on: string },
  { types, requires }: Requirements,
): Asker[] {
  const about = types.around(on);
  return types.under(type).flatMap((one) => {
    const needs = about.includes(one) ? requires.get(placeOf(subgraph, one, name)) : undefined;
    return needs === undefined ? [] : [{ needs, conditions }];
  });
}

/** Of the type itself or, where the subgraph knows it as an interface object, of its interface. */
function keysOf(subgraph: string, type: string, { types, keys }: Requirements): readonly SelectionSetNode[] {
  return types.around(type).flatMap((one) => keys.get(placeOf(subgraph, one)) ?? []);
}

/** A key is never marked, though a field may require it: without one there is no entity. */
function marked(
  selections: readonly SelectionIr[],
  askers: readonly Asker[],
  keys: readonly SelectionSetNode[],
): readonly SelectionIr[] {
  const always = keys.map((needs): Asker => ({ needs, conditions: [] }));
  for (const kept of [[], ...always.map((key) => [key])]) {
    const found = mark(selections, [...askers, ...kept]);
    if (keys.some((key) => isSure(found, key))) return found;
  }
  return selections;
}

/** What nobody asks for is what the planner tells entities by. */
function mark(selections: readonly SelectionIr[], askers: readonly Asker[]): readonly SelectionIr[] {
  return selections.map((selection): SelectionIr => {
    if ('on' in selection) return { ...selection, selections: mark(selection.selections, askers) };
    const here = askers.flatMap(({ needs, conditions }) =>
      fieldsOf(needs, selection.field).map((field) => ({ field, conditions })),
    );
    const when = here.flatMap(({ conditions }) => (conditions === null ? [] : [conditions]));
    const below = here.flatMap(({ field, conditions }) =>
      field.selectionSet ? [{ needs: field.selectionSet, conditions }] : [],
    );
    return {
      ...selection,
      ...(selection.selections ? { selections: mark(selection.selections, below) } : {}),
      ...(here.length === 0 || when.some(({ length }) => length === 0) ? {} : { when }),
    };
  });
}

/** Whatever fragments it stands in: then it is looked for in more cases than need be, never in fewer. */
function fieldsOf({ selections }: SelectionSetNode, name: string): FieldNode[] {
  return selections.flatMap((each): FieldNode[] => {
    if (each.kind === Kind.FIELD) return each.name.value === name ? [each] : [];
    return each.kind === Kind.INLINE_FRAGMENT ? fieldsOf(each.selectionSet, name) : [];
  });
}

/** Whether all of a key is there under no condition. */
function isSure(selections: readonly SelectionIr[], key: SelectionSetNode): boolean {
  return key.selections.every((each) => {
    if (each.kind !== Kind.FIELD) return false;
    const found = selections.find(
      (one): one is FieldIr => !('on' in one) && one.field === each.name.value && one.when === undefined,
    );
    return found !== undefined && (!each.selectionSet || isSure(found.selections ?? [], each.selectionSet));
  });
}

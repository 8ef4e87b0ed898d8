import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type SelectionNode,
} from 'graphql';
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { SelectionIr } from '../ir.js';
import { withoutSpreads } from './fragments.js';
import type { StandIns } from './required-arguments.js';

/** One entity fetch, or root fetch, as it is sent. */
export interface SplitFetch {
  readonly operation: string;
  readonly requires: readonly SelectionIr[] | undefined;
  /** Variables that its operation uses. */
  readonly variables: readonly string[];
}

/** A planner's fetch. */
export interface PlannedOperation {
  readonly operation: string;
  readonly requires: readonly QueryPlanSelectionNode[] | undefined;
  readonly variables: readonly string[];
}

/**
 * Puts fields of the schema in the place of stand-ins. A representation holds one value under a field's name, so fields
 * whose requirements differ in arguments are asked in fetches of their own (which then leave as one request).
 */
export function splitRequirements(fetch: PlannedOperation, supergraph: StandIns): SplitFetch[] {
  const { requires, variables } = fetch;
  if (supergraph.standIns.size === 0) {
    return [{ operation: fetch.operation, requires: requires?.map((node) => selectionIr(node)), variables }];
  }
  const document = withRealFields(parse(fetch.operation, { noLocation: true }), supergraph);
  const whole = requires === undefined ? document : withoutSpreads(document);
  const groups = requires === undefined ? [] : fieldGroups(whole, supergraph);
  if (groups.length < 2) {
    return [
      {
        operation: text(document),
        requires: requires?.map((node) => selectionIr(node, supergraph)),
        variables,
      },
    ];
  }
  return groups.map((group) => {
    const part = withFields(whole, (name) => groups.find((each) => each.fields.has(name)) === group);
    const used = usedVariables(part);
    return {
      operation: text(withVariables(part, used)),
      requires: requires!.flatMap((node) => keptIr(node, group.standIns, supergraph)),
      variables: variables.filter((name) => used.has(name)),
    };
  });
}

const text = (document: DocumentNode) => stripIgnoredCharacters(print(document));

function withRealFields(document: DocumentNode, { standIns }: StandIns): DocumentNode {
  return visit(document, {
    Field: (node) => {
      const standIn = standIns.get(node.name.value);
      if (standIn === undefined) return undefined;
      const name = { ...node.name, value: standIn.field };
      return {
        ...node,
        alias: node.alias ?? node.name,
        name,
        arguments: [...(node.arguments ?? []), ...standIn.arguments],
      };
    },
  });
}

interface Group {
  readonly fields: Set<string>;
  readonly standIns: Set<string>;
}

/** Fields that can be computed from one representation; those without such requirements go with the first. */
function fieldGroups(document: DocumentNode, { requiredBy, standIns }: StandIns): Group[] {
  const groups: Group[] = [];
  for (const name of entityFields(document)) {
    const needed = [...(requiredBy.get(name) ?? [])];
    const original = (standIn: string) => standIns.get(standIn)!.field;
    const fits = ({ standIns: known }: Group) =>
      needed.every((one) => [...known].every((other) => one === other || original(one) !== original(other)));
    let group = groups.find(fits);
    if (group === undefined) groups.push((group = { fields: new Set(), standIns: new Set() }));
    group.fields.add(name);
    for (const one of needed) group.standIns.add(one);
  }
  return groups;
}

/** Names of the fields of entities, not of what is below them. */
function entityFields(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  withFields(document, (name) => names.add(name) !== undefined);
  return names;
}

function withFields(document: DocumentNode, keep: (name: string) => boolean): DocumentNode {
  const filter = (nodes: readonly SelectionNode[], isRoot: boolean): SelectionNode[] =>
    nodes.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return [node];
      if (node.kind === Kind.FIELD && !isRoot) {
        return node.name.value === '__typename' || keep(node.name.value) ? [node] : [];
      }
      const selections = filter(node.selectionSet?.selections ?? [], false);
      if (selections.length === 0) return [];
      return [{ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } } as SelectionNode];
    });
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? {
          ...definition,
          selectionSet: {
            ...definition.selectionSet,
            selections: filter(definition.selectionSet.selections, true),
          },
        }
      : definition,
  );
  return { ...document, definitions };
}

function usedVariables(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return used;
}

function withVariables(document: DocumentNode, used: ReadonlySet<string>): DocumentNode {
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}

/** Drops the stand-ins that another group's fields require. */
function keptIr(
  node: QueryPlanSelectionNode,
  kept: ReadonlySet<string>,
  supergraph: StandIns,
): SelectionIr[] {
  if (node.kind === 'Field' && supergraph.standIns.has(node.name) && !kept.has(node.name)) return [];
  const selections = node.selections?.flatMap((child) => keptIr(child, kept, supergraph));
  const { selections: _, ...ir } = selectionIr(node, supergraph) as SelectionIr & { selections?: unknown };
  return [(selections ? { ...ir, selections } : ir) as SelectionIr];
}

function selectionIr(node: QueryPlanSelectionNode, supergraph?: StandIns): SelectionIr {
  const selections = node.selections?.map((child) => selectionIr(child, supergraph));
  if (node.kind === 'InlineFragment') {
    if (node.typeCondition === undefined) throw new Error('A requirement behind no type.');
    return { on: node.typeCondition, selections: selections ?? [] };
  }
  const standIn = supergraph?.standIns.get(node.name);
  return {
    field: node.alias ?? node.name,
    ...(standIn ? { as: standIn.field } : {}),
    ...(selections ? { selections } : {}),
  };
}

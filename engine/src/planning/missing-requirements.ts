import {
  Kind,
  parse,
  print,
  visit,
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
} from 'graphql';
import type { FetchIr, PathStep, SelectionIr } from '../ir.js';
import { parseFields } from './field-set.js';
import { withoutSpreads } from './fragments.js';

/** By subgraph, type and field: the names that the field's requirement has at the entity itself. */
export type Requirements = ReadonlyMap<string, readonly string[]>;

const keyOf = (subgraph: string, type: string, field: string) => `${subgraph}\n${type}.${field}`;

/** @param sdl the supergraph. */
export function requirementsOf(sdl: string): Requirements {
  const document = parse(sdl, { noLocation: true });
  const subgraphs = subgraphNames(document);
  const requirements = new Map<string, readonly string[]>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      for (const { name, arguments: given = [] } of field.directives ?? []) {
        const values = new Map(given.map((argument) => [argument.name.value, argument.value]));
        const [graph, requires] = [values.get('graph'), values.get('requires')];
        if (name.value !== 'join__field' || graph?.kind !== Kind.ENUM || requires?.kind !== Kind.STRING)
          continue;
        const names = parseFields(requires.value).selections.flatMap((selection) =>
          selection.kind === Kind.FIELD ? [selection.name.value] : [],
        );
        const subgraph = subgraphs.get(graph.value) ?? graph.value;
        requirements.set(keyOf(subgraph, node.name.value, field.name.value), names);
      }
    }
  }
  return requirements;
}

function subgraphNames(document: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  visit(document, {
    EnumValueDefinition({ name, directives = [] }) {
      const given = directives.find((each) => each.name.value === 'join__graph')?.arguments ?? [];
      const value = given.find((argument) => argument.name.value === 'name')?.value;
      if (value?.kind === Kind.STRING) names.set(name.value, value.value);
    },
  });
  return names;
}

/** A field that a plan asks for without what it requires. */
export interface Unready {
  readonly subgraph: string;
  readonly path: readonly PathStep[];
  readonly type: string;
  readonly field: FieldNode;
  readonly lacks: string;
}

/**
 * Apollo's planner may ask a subgraph for a field before what it requires is there, where a chain of requirements comes
 * back to the same subgraph, which would then compute from nothing.
 */
export function findUnready(fetches: readonly FetchIr[], requirements: Requirements): Unready | undefined {
  if (requirements.size === 0) return undefined;
  for (const { subgraph, path, operation, requires } of fetches) {
    if (requires === undefined) continue;
    const sent = new Set(requires.flatMap(sentNames));
    for (const { type, field } of entityFields(parse(operation, { noLocation: true }))) {
      const needed = requirements.get(keyOf(subgraph, type, field.name.value)) ?? [];
      const lacks = needed.find((name) => !sent.has(name));
      if (lacks !== undefined) return { subgraph, path, type, field, lacks };
    }
  }
  return undefined;
}

function sentNames(selection: SelectionIr): string[] {
  if ('on' in selection) return selection.selections.flatMap(sentNames);
  return [selection.as ?? selection.field];
}

/** What an operation asks of entities themselves. */
function entityFields(document: DocumentNode): { readonly type: string; readonly field: FieldNode }[] {
  const found: { type: string; field: FieldNode }[] = [];
  const types: string[] = [];
  visit(withoutSpreads(document), {
    Field(field) {
      const type = types.at(-1);
      if (type === undefined) return undefined;
      found.push({ type, field });
      return false;
    },
    InlineFragment: {
      enter: ({ typeCondition }) => void types.push(typeCondition?.name.value ?? types.at(-1) ?? ''),
      leave: () => void types.pop(),
    },
  });
  return found;
}

/**
 * The operation asking for that field itself, where the plan had it only for the sake of another: then the planner does
 * put first what it requires. The answer does not show it.
 *
 * @throws Error where the field is not at a place that the operation has, or is asked with arguments
 */
export function askingFor(source: string, { subgraph, path, type, field, lacks }: Unready): string {
  const names = path.filter((step) => typeof step === 'string' && step !== '@');
  const isCalled = (field.arguments ?? []).length > 0;
  const wanted: FieldNode = {
    kind: Kind.FIELD,
    name: field.name,
    ...(field.selectionSet
      ? { selectionSet: { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: TYPENAME }] } }
      : {}),
  };
  const added: InlineFragmentNode = {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [wanted] },
  };
  const above: string[] = [];
  let isFound = false;
  const document = visit(withoutSpreads(parse(source, { noLocation: true })), {
    Field: {
      enter: ({ alias, name }) => void above.push(alias?.value ?? name.value),
      leave(node) {
        const isHere =
          node.selectionSet && above.length === names.length && above.every((each, at) => each === names[at]);
        above.pop();
        if (!isHere) return undefined;
        isFound = true;
        const { selectionSet } = node;
        return {
          ...node,
          selectionSet: { ...selectionSet, selections: [...selectionSet!.selections, added] },
        };
      },
    },
  });
  if (isFound && !isCalled) return print(document);
  const place = `${type}.${field.name.value}`;
  throw new Error(`The plan asks subgraph "${subgraph}" for ${place} without ${lacks}, which it requires.`);
}

const TYPENAME = { kind: Kind.NAME as const, value: '__typename' };

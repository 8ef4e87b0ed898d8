import {
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { FetchIr, SelectionIr } from '../ir.js';
import { parseFields } from './field-set.js';
import { withoutSpreads } from './fragments.js';
import { argumentsOf, joinsOf, subgraphNames } from './join-directives.js';
import { isComposite, SupergraphTypes } from './supergraph-types.js';

/** What a subgraph says of one of its fields, as far as fetches must mind it. */
interface Rule {
  /** Names at the entity itself of what it is computed from. */
  readonly requires: readonly string[];
  /** Whether only others resolve it. */
  readonly isExternal: boolean;
  /** Names of external fields that the subgraph does resolve below it. */
  readonly provides: readonly string[];
}

/** Rules by subgraph, type and field. */
export interface Rules {
  readonly types: SupergraphTypes;
  readonly of: ReadonlyMap<string, Rule>;
  /** Whether anything is required at all. */
  readonly isNeeded: boolean;
  readonly roots: ReadonlyMap<OperationTypeNode, string>;
}

const keyOf = (subgraph: string, type: string, field: string) => `${subgraph}\n${type}.${field}`;

/** @param document the supergraph as composition wrote it. */
export function rulesOf(document: DocumentNode): Rules {
  const subgraphs = subgraphNames(document);
  const keys = keyNames(document);
  const of = new Map<string, Rule>();
  let isNeeded = false;
  for (const type of document.definitions.filter(isComposite)) {
    for (const field of type.fields ?? []) {
      for (const join of joinsOf(field, 'join__field')) {
        const { graph, requires, provides, external } = argumentsOf(join);
        if (typeof graph !== 'string') continue;
        isNeeded ||= requires !== undefined;
        of.set(keyOf(subgraphs.get(graph) ?? graph, type.name.value, field.name.value), {
          requires: typeof requires === 'string' ? topNames(requires) : [],
          // Every subgraph can say which entity it speaks of.
          isExternal: external === true && !keys.has(field.name.value),
          provides: typeof provides === 'string' ? allNames(provides) : [],
        });
      }
    }
  }
  return { types: new SupergraphTypes(document), of, isNeeded, roots: rootTypes(document) };
}

const allNames = (text: string): string[] => text.match(/[_A-Za-z]\w*/g) ?? [];

const topNames = (text: string): string[] =>
  parseFields(text).selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));

function keyNames({ definitions }: DocumentNode): ReadonlySet<string> {
  const keys = definitions
    .filter(isComposite)
    .flatMap((type) => joinsOf(type, 'join__type'))
    .map((join) => argumentsOf(join)['key']);
  return new Set(keys.flatMap((key) => (typeof key === 'string' ? allNames(key) : [])));
}

function rootTypes({ definitions }: DocumentNode): ReadonlyMap<OperationTypeNode, string> {
  const schema = definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  return new Map(
    schema?.operationTypes.map(({ operation, type }) => [operation, type.name.value]) ?? [
      [OperationTypeNode.QUERY, 'Query'],
      [OperationTypeNode.MUTATION, 'Mutation'],
    ],
  );
}

/**
 * That no fetch of a plan asks a subgraph for what it cannot know, or for a field without what it is computed from: the
 * subgraph would compute from nothing, and nobody would see it. Apollo's planner is not always right there.
 *
 * @throws Error where one does
 */
export function checkRequirements(fetches: readonly FetchIr[], rules: Rules): void {
  if (!rules.isNeeded) return;
  for (const fetch of fetches) {
    const { definitions } = withoutSpreads(parse(fetch.operation, { noLocation: true }));
    const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    if (operation !== undefined) new Check(fetch, rules).operation(operation);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

class Check {
  readonly #subgraph: string;
  readonly #rules: Rules;
  /** What is sent of an entity, of entity fetches. */
  readonly #sent: ReadonlySet<string>;

  constructor({ subgraph, requires = [] }: FetchIr, rules: Rules) {
    this.#subgraph = subgraph;
    this.#rules = rules;
    this.#sent = new Set(requires.flatMap(sentNames));
  }

  operation({ operation, selectionSet }: OperationDefinitionNode): void {
    const root = this.#rules.roots.get(operation) ?? '';
    for (const each of selectionSet.selections) {
      const isEntities = each.kind === Kind.FIELD && each.name.value === '_entities';
      if (isEntities && each.selectionSet) this.#fields('', each.selectionSet, this.#sent, NOTHING);
      else this.#fields(root, { ...selectionSet, selections: [each] }, NOTHING, NOTHING);
    }
  }

  /** @param provided names of external fields that the subgraph resolves on this way. */
  #fields(
    type: string,
    { selections }: SelectionSetNode,
    sent: ReadonlySet<string>,
    provided: ReadonlySet<string>,
  ): void {
    for (const each of selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) continue;
      if (each.kind === Kind.INLINE_FRAGMENT) {
        this.#fields(each.typeCondition?.name.value ?? type, each.selectionSet, sent, provided);
        continue;
      }
      const name = each.name.value;
      const below = new Set(provided);
      for (const one of this.#rules.types.under(type)) {
        const rule = this.#rules.of.get(keyOf(this.#subgraph, one, name));
        if (rule === undefined) continue;
        if (rule.isExternal && !provided.has(name)) this.#refuse(one, name, 'which only others know');
        const lacks = rule.requires.find((needed) => !sent.has(needed) && !provided.has(needed));
        if (lacks !== undefined) this.#refuse(one, name, `without ${lacks}, which it requires`);
        for (const known of rule.provides) below.add(known);
      }
      const leadsTo = this.#rules.types.fieldType(type, name);
      if (each.selectionSet && leadsTo !== undefined)
        this.#fields(leadsTo, each.selectionSet, NOTHING, below);
    }
  }

  #refuse(type: string, field: string, why: string): never {
    throw new Error(`The plan asks subgraph "${this.#subgraph}" for ${type}.${field}, ${why}.`);
  }
}

function sentNames(selection: SelectionIr): string[] {
  if ('on' in selection) return selection.selections.flatMap(sentNames);
  return [selection.as ?? selection.field];
}

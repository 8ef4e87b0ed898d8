import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';
import { parseFields } from './field-set.js';
import { argumentsOf, joinsOf } from './join-directives.js';
import { isComposite, type SupergraphTypes } from './supergraph-types.js';

/** A field that a subgraph computes from others. */
export interface Requirement {
  readonly graph: string;
  readonly type: string;
  readonly field: string;
  readonly selection: SelectionSetNode;
}

/** How many such it stands on, of which Apollo's planner can get many wrong: a field of rank 2 requires one of rank 1. */
export interface RankedRequirement extends Requirement {
  readonly rank: number;
  /**
   * Whether it needs more than plain fields of other subgraphs: something that is itself computed, or computed from it in
   * turn, or something of what its own subgraph has (`@requires(fields: "maker { rank }")` where only `rank` is external).
   */
  readonly isChained: boolean;
}

/** All requirements of a supergraph, each with its rank. */
export function rankedRequirements(document: DocumentNode, types: SupergraphTypes): RankedRequirement[] {
  const all = requirementsIn(document);
  const byField = new Map<string, Requirement[]>();
  for (const each of all) {
    const name = `${each.type}.${each.field}`;
    byField.set(name, [...(byField.get(name) ?? []), each]);
  }
  const inputs = new Map(
    all.map((each) => [each, coordinates(types, each).flatMap((name) => byField.get(name) ?? [])]),
  );
  const isRequired = new Set([...inputs.values()].flat());
  const ranks = new Map<Requirement, number>();
  const rankOf = (each: Requirement, above: readonly Requirement[]): number => {
    const known = ranks.get(each);
    if (known !== undefined) return known;
    // Composition refuses what would be computed from itself.
    const below = inputs.get(each)!.filter((input) => input !== each && !above.includes(input));
    const rank = 1 + Math.max(0, ...below.map((input) => rankOf(input, [...above, each])));
    ranks.set(each, rank);
    return rank;
  };
  return all.map((each) => {
    const isChained = isRequired.has(each) || inputs.get(each)!.length > 0 || requiresOwn(types, each);
    return { ...each, isChained, rank: rankOf(each, []) };
  });
}

/** Every `@requires` of a supergraph. */
export function requirementsIn({ definitions }: DocumentNode): Requirement[] {
  return definitions.filter(isComposite).flatMap((type) =>
    (type.fields ?? []).flatMap((field) =>
      joinsOf(field, 'join__field').flatMap((join): Requirement[] => {
        const { graph, requires } = argumentsOf(join);
        if (typeof graph !== 'string' || typeof requires !== 'string') return [];
        const selection = parseFields(requires);
        return [{ graph, type: type.name.value, field: field.name.value, selection }];
      }),
    ),
  );
}

/** All fields that a requirement selects, on every type that it may select them of. */
function coordinates(types: SupergraphTypes, { type, selection }: Requirement): string[] {
  const found: string[] = [];
  const collect = (parent: string, { selections }: SelectionSetNode): void => {
    for (const each of selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) continue;
      if (each.kind === Kind.INLINE_FRAGMENT) {
        collect(each.typeCondition?.name.value ?? parent, each.selectionSet);
        continue;
      }
      for (const name of types.around(parent)) found.push(`${name}.${each.name.value}`);
      const below = types.fieldType(parent, each.name.value);
      if (each.selectionSet && below !== undefined) collect(below, each.selectionSet);
    }
  };
  collect(type, selection);
  return found;
}

function requiresOwn(types: SupergraphTypes, { graph, type, selection }: Requirement): boolean {
  return selection.selections.some((each) => {
    if (each.kind !== Kind.FIELD) return true;
    const field = types.fields(type).find(({ name }) => name.value === each.name.value);
    const [join] = field ? joinsOf(field, 'join__field', graph) : [];
    return join === undefined || argumentsOf(join)['external'] !== true;
  });
}

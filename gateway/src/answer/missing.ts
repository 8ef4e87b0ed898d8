import type { EngineError, FetchRecord, Plan, PlannedFetch } from '@huitong/engine';
import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { SubgraphDisplay } from '../options.js';
import type { SubgraphHealth } from '../subgraphHealth.js';
import { isMissing } from './engineErrors.js';

/** A department whose part of the answer is missing. */
export interface Missing {
  readonly department: { readonly zh: string; readonly en: string };
  readonly subgraph: string;
  /** ISO 8601 instant of its first failure since it last answered. */
  readonly since: string;
  /** Response keys from the root, without list indices, joined by dots. */
  readonly fields: readonly string[];
}

function responseKeys({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      // An entity fetch asks `_entities { ... on Type { … } }`; what is missing are the fields inside.
      if (selection.name.value === '_entities' && selection.selectionSet)
        return responseKeys(selection.selectionSet);
      return selection.name.value === '__typename' ? [] : [key];
    }
    return selection.kind === Kind.INLINE_FRAGMENT ? responseKeys(selection.selectionSet) : [];
  });
}

function fieldsOf({ path, operation }: PlannedFetch): string[] {
  const definition = parse(operation, { noLocation: true }).definitions.find(
    (candidate) => candidate.kind === Kind.OPERATION_DEFINITION,
  );
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  const above = path.map(String).filter((step) => !step.startsWith('@'));
  return responseKeys(definition.selectionSet).map((key) => [...above, key.replace(/\|.*$/, '')].join('.'));
}

const samePath = (left: readonly unknown[], right: readonly unknown[]) =>
  left.length === right.length && left.every((step, index) => step === right[index]);

export interface MissingFacts {
  readonly errors: readonly EngineError[];
  readonly fetches: readonly FetchRecord[];
  readonly plan: Plan;
  readonly health: SubgraphHealth;
  readonly departments: ReadonlyMap<string, SubgraphDisplay>;
}

/** Names the departments that gave nothing, since when, and which fields are therefore null. */
export function missingDepartments(facts: MissingFacts): Missing[] {
  const { errors, fetches, plan, health, departments } = facts;
  const names = [...new Set(errors.filter(isMissing).flatMap(({ subgraph }) => subgraph ?? []))];
  return names.map((subgraph) => {
    const failed = fetches.filter((fetch) => fetch.subgraph === subgraph && fetch.failure !== null);
    const planned = plan.fetches.filter((fetch) => fetch.subgraph === subgraph);
    const paths = failed.flatMap(({ path, parts }) => [path, ...(parts ?? []).map((part) => part.path)]);
    const affected = planned.filter((fetch) => paths.some((path) => samePath(path, fetch.path)));
    return {
      department: departments.get(subgraph)?.department ?? { zh: subgraph, en: subgraph },
      subgraph,
      since: (health.failingSince(subgraph) ?? new Date()).toISOString(),
      fields: [...new Set((affected.length > 0 ? affected : planned).flatMap(fieldsOf))].slice(0, 100),
    };
  });
}

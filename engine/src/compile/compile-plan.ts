import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';
import { BoundedCache } from '../planning/bounded-cache.js';
import type { PlanIr } from '../ir.js';
import type { PlanNames } from '../planning/plan-names.js';
import { compileCompletion } from '../shape/compile-completion.js';
import type { ObjectOfType } from '../shape/object.js';
import { compileIntrospection, type Introspect } from '../shape/introspection.js';
import { compileConditions, type Decide, type Decided } from './conditions.js';
import { compileFetch, type CompiledFetch } from './compile-fetch.js';
import { Place } from './layout.js';
import { askedOf, requestText, type RequestText } from './merge-text.js';
import { schedule, type Batch } from './schedule.js';
import type { TypeNames } from './type-names.js';
import { compileVariables, type CheckVariables } from './variables.js';

/** A batch as the executor runs it. */
export interface CompiledBatch {
  readonly subgraph: string;
  readonly fetches: readonly {
    readonly fetch: CompiledFetch;
    readonly guards: Batch['fetches'][number]['guards'];
    /** Equal for fetches that send their representations together; null where no other asks for the same. */
    readonly kin: string | null;
  }[];
  /** How many batches must have ended before, and which wait for this one. */
  readonly waitsFor: number;
  readonly next: readonly number[];
  /** The text of a request with these parts (indices into `fetches`; one can stand there several times). */
  text(parts: readonly number[]): RequestText;
}

/** What depends on the values of the conditions. */
export interface Variant {
  readonly completer: ObjectOfType;
  readonly introspect: Introspect | null;
}

/** A plan ready to run: nothing in it is parsed, looked up by name or decided again per request. */
export interface CompiledPlan {
  readonly root: Place;
  readonly batches: readonly CompiledBatch[];
  /** Whether equal entities may stand as one object at several places: not where arguments come from above them. */
  readonly mayShare: boolean;
  readonly check: CheckVariables;
  readonly decide: Decide;
  variant(decided: Decided): Variant;
}

export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

const MAX_VARIANTS = 16;
const MAX_TEXTS = 32;

/**
 * plan → compile: makes closures of a plan's intermediate form and of the caller's operation. Slots are given out
 * here, by all projections and walks; representations and completion, compiled for the types and conditions that are
 * met, only look them up.
 */
export function compilePlan(
  ir: PlanIr,
  { document, operation }: Operation,
  { apiSchema, types, names }: { apiSchema: GraphQLSchema; types: TypeNames; names: PlanNames },
): CompiledPlan {
  const root = new Place();
  const fetches = ir.fetches.map((fetch) => compileFetch(fetch, root, types));
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const { selectionSet } = operation;
  const type = apiSchema.getRootType(operation.operation);
  if (!type) throw new Error('The schema has no such kind of operation.');
  const variants = new BoundedCache<Variant>({ maxEntries: MAX_VARIANTS, maxBytes: Infinity });
  return {
    root,
    batches: compileBatches(schedule(ir), fetches),
    mayShare: ir.fetches.every(({ contexts }) => contexts === undefined),
    check: compileVariables(apiSchema, operation),
    decide: compileConditions(document, operation),
    variant({ key, values }) {
      const known = variants.get(key);
      if (known !== undefined) return known;
      const selected = { schema: apiSchema, fragments, conditions: values, names };
      const made = {
        completer: compileCompletion(selected, type, { selectionSet, root }),
        introspect: compileIntrospection(selected, type, operation),
      };
      variants.set(key, made, 0);
      return made;
    },
  };
}

function compileBatches(batches: readonly Batch[], fetches: readonly CompiledFetch[]): CompiledBatch[] {
  return batches.map((batch, index) => {
    const asked = batch.fetches.map(({ index: each }) => askedOf(fetches[each]!.ir));
    const compiled = batch.fetches.map(({ index: each, guards }, place) => ({
      fetch: fetches[each]!,
      guards,
      kin: asked.indexOf(asked[place]!) === asked.lastIndexOf(asked[place]!) ? null : asked[place]!,
    }));
    const texts = new BoundedCache<RequestText>({ maxEntries: MAX_TEXTS, maxBytes: Infinity });
    const text = (parts: readonly number[]) => {
      const key = parts.join(' ');
      const known = texts.get(key);
      if (known !== undefined) return known;
      const made = requestText(
        parts.map((part) => {
          const { fetch, kin } = compiled[part]!;
          return { fetch: fetch.ir, contexts: fetch.contexts, kin };
        }),
      );
      texts.set(key, made, 0);
      return made;
    };
    return {
      subgraph: batch.subgraph,
      fetches: compiled,
      waitsFor: batch.after.length,
      next: batches.flatMap(({ after }, other) => (after.includes(index) ? [other] : [])),
      text,
    };
  });
}

import type { FetchIr, SelectionIr } from '../ir.js';
import { callersName } from '../planning/plan-names.js';
import type { Place } from './layout.js';
import { compileProjector, type ObjectProjector } from './project.js';
import { compileRepresent, type RepresentWhen } from './represent.js';
import type { TypeNames } from './type-names.js';
import { compileWalk, contextVariables, type Walk } from './walk.js';

/** One fetch as the executor runs it. */
export interface CompiledFetch {
  readonly ir: FetchIr;
  /** As records and plans show it: types of conditioned steps as `|A,B`. */
  readonly path: readonly string[];
  readonly walk: Walk;
  /** Of the subgraph's root object, or of one entity. */
  readonly projector: ObjectProjector;
  /** Null for fetches of root fields. */
  readonly represent: RepresentWhen | null;
  /** Variables whose values stand above the entity (`@fromContext`). */
  readonly contexts: readonly string[];
  /** Where an error of the whole fetch is shown: up to the first list, or its only root field. */
  readonly nearest: readonly string[];
}

export function compileFetch(ir: FetchIr, root: Place, types: TypeNames): CompiledFetch {
  const path = pathText(ir);
  const walk = compileWalk(ir.path, root, { contexts: ir.contexts, types });
  const isEntity = ir.requires !== undefined;
  const shape = isEntity ? ir.shape.fields.find(({ name }) => name === '_entities')?.object : ir.shape;
  if (!shape) throw new Error('An entity fetch without entities.');
  noteSent(ir.requires ?? [], walk.place);
  const { inputRewrites = [], outputRewrites = [], contexts = [] } = ir;
  return {
    ir,
    path,
    walk,
    projector: compileProjector(shape, walk.place, { types, rewrites: outputRewrites, depth: 0, fetch: ir }),
    represent: ir.requires
      ? compileRepresent(ir.requires, walk.place, { types, rewrites: inputRewrites })
      : null,
    contexts: contextVariables(contexts),
    nearest: nearest(path, isEntity ? [] : ir.shape.fields.map(({ name }) => callersName(name))),
  };
}

function noteSent(requires: readonly SelectionIr[], place: Place): void {
  for (const each of requires) {
    if ('on' in each) {
      noteSent(each.selections, place);
      continue;
    }
    place.sentFrom(each.field);
    if (each.selections) noteSent(each.selections, place.child(each.field));
  }
}

export function pathText({ path }: FetchIr): string[] {
  return path.map((step) => (typeof step === 'string' ? callersName(step) : `|${step.types.join(',')}`));
}

function nearest(path: readonly string[], rootFields: readonly string[]): readonly string[] {
  const end = path.findIndex((step) => step === '@' || step.startsWith('|'));
  const named = end < 0 ? path : path.slice(0, end);
  return named.length === 0 && rootFields.length === 1 ? rootFields : named;
}

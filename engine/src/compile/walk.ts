import type { ContextIr, PathStep } from '../ir.js';
import { callersName } from '../planning/plan-names.js';
import { TYPENAME, type Place, type Target } from './layout.js';
import type { TypeNames } from './type-names.js';

/** What a walk collects: the objects at the end of a path and, if the fetch asks for them, their contextual values. */
export class Found {
  readonly targets: Target[] = [];
  /** For each target, the value of each contextual variable. */
  readonly contexts: unknown[][] = [];
  /** Objects on the way to where the walk is: the parent of the path's n-th field at n. */
  readonly above: Target[] = [];
  readonly #shared: ReadonlySet<unknown>;
  readonly #seen = new Set<unknown>();

  constructor(shared: ReadonlySet<unknown>) {
    this.#shared = shared;
  }

  /** Whether this was walked before: what stands at several places is one object and needs to be asked for once. */
  isSeen(value: unknown): boolean {
    if (this.#shared.size === 0 || !this.#shared.has(value)) return false;
    if (this.#seen.has(value)) return true;
    this.#seen.add(value);
    return false;
  }
}

type Step = (value: unknown, found: Found) => void;

export interface Walk {
  /** The place at the end of the path. */
  readonly place: Place;
  collect(root: Target, found: Found): void;
  /** Response paths of these objects; only errors need them. */
  paths(root: Target): ReadonlyMap<Target, readonly (string | number)[][]>;
}

/** Compiles a path from the root into steps that know their slots. */
export function compileWalk(
  path: readonly PathStep[],
  root: Place,
  { contexts = [], types }: { contexts?: readonly ContextIr[] | undefined; types: TypeNames },
): Walk {
  const places = [root];
  for (const step of path) {
    const last = places.at(-1)!;
    places.push(typeof step === 'string' && step !== '@' ? last.child(step) : last);
  }
  const end = places.at(-1)!;
  const fields = path.filter((step) => typeof step === 'string' && step !== '@');
  const fieldPlaces = path.flatMap((step, index) => (fields.includes(step) ? [places[index]!] : []));
  const picks = compilePicks(contexts, [...fieldPlaces, end], types);
  let step: Step =
    picks.length === 0
      ? (value, found) => void found.targets.push(value as Target)
      : (value, found) => {
          found.targets.push(value as Target);
          found.contexts.push(picks.map((pick) => pick(value as Target, found.above)));
        };
  let fieldIndex = fields.length;
  for (let index = path.length - 1; index >= 0; index -= 1) {
    const here = path[index]!;
    if (typeof here === 'string' && here !== '@') fieldIndex -= 1;
    step = compileStep(here, { place: places[index]!, index: fieldIndex }, step);
  }
  const first = step;
  return {
    place: end,
    collect: (target, found) => first(target, found),
    paths: (target) => {
      const paths = new Map<Target, (string | number)[][]>();
      tracePaths(target, { path, places }, 0, [], paths);
      return paths;
    },
  };
}

function compileStep(step: PathStep, at: { place: Place; index: number }, next: Step): Step {
  if (step === '@') {
    return (value, found) => {
      if (!Array.isArray(value)) return;
      for (const item of value) if (item !== null && item !== undefined) next(item, found);
    };
  }
  if (typeof step !== 'string') {
    const names: ReadonlySet<unknown> = new Set(step.types);
    return (value, found) => {
      if (names.has((value as Target)[TYPENAME])) next(value, found);
    };
  }
  const slot = at.place.slot(step);
  const { index } = at;
  return (value, found) => {
    const below = (value as Target)[slot];
    if (below === null || below === undefined || found.isSeen(below)) return;
    found.above[index] = value as Target;
    next(below, found);
  };
}

type Pick = (target: Target, above: readonly Target[]) => unknown;

/** One for each variable, in order; a variable has several places to look at where an abstract type is above it. */
function compilePicks(contexts: readonly ContextIr[], places: readonly Place[], types: TypeNames): Pick[] {
  return contextVariables(contexts).map((variable) => {
    const picks = contexts
      .filter((context) => context.variable === variable)
      .map((context) => compilePick(context, places, types));
    return (target, above) => {
      for (const pick of picks) {
        const value = pick(target, above);
        if (value !== undefined) return value;
      }
      return undefined;
    };
  });
}

export function contextVariables(contexts: readonly ContextIr[]): string[] {
  return [...new Set(contexts.map(({ variable }) => variable))];
}

/** `..` goes to the object that holds the field; the rest of the path goes down from there. */
function compilePick({ path }: ContextIr, places: readonly Place[], types: TypeNames): Pick {
  const ups = path.filter((step) => step === '..').length;
  const level = places.length - 1 - ups;
  let place = places[level];
  if (place === undefined) throw new Error('A context above the root.');
  const steps = path.slice(ups).map((step) => {
    if (step.startsWith('... on ')) return { names: types.under(step.slice(7)), slot: -1 };
    const slot = place!.slot(step);
    place!.sentFrom(step);
    place = place!.child(step);
    return { names: null, slot };
  });
  return (target, above) => {
    let value: unknown = ups === 0 ? target : above[level];
    for (const { names, slot } of steps) {
      if (value === null || value === undefined) return value;
      if (names === null) value = (value as Target)[slot];
      else if (!names.has((value as Target)[TYPENAME] as string)) return undefined;
    }
    return value;
  };
}

interface Traced {
  readonly path: readonly PathStep[];
  readonly places: readonly Place[];
}

function tracePaths(
  value: unknown,
  traced: Traced,
  index: number,
  above: (string | number)[],
  paths: Map<Target, (string | number)[][]>,
): void {
  if (value === null || value === undefined) return;
  const step = traced.path[index];
  if (step === undefined) {
    const target = value as Target;
    paths.set(target, [...(paths.get(target) ?? []), [...above]]);
  } else if (step === '@') {
    if (!Array.isArray(value)) return;
    value.forEach((item, each) => tracePaths(item, traced, index + 1, [...above, each], paths));
  } else if (typeof step === 'string') {
    const below = (value as Target)[traced.places[index]!.slot(step)];
    tracePaths(below, traced, index + 1, [...above, callersName(step)], paths);
  } else if (step.types.includes((value as Target)[TYPENAME] as string)) {
    tracePaths(value, traced, index + 1, above, paths);
  }
}

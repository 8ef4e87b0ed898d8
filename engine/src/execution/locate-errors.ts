import { TYPENAME, type Target } from '../compile/layout.js';
import type { ObjectProjector } from '../compile/project.js';
import { MAX_ERRORS } from '../transport/response-shape.js';
import type { SubgraphError, TransportError } from '../transport/transport.js';
import type { Misfit } from './merge-answer.js';
import type { EngineError } from './outcome.js';
import type { CallPart, CompiledRequest } from './subgraph-call.js';

type Path = readonly (string | number)[];

/** An answered or failed request, for its errors to be told where they belong. */
export interface Answered {
  readonly request: CompiledRequest;
  readonly parts: readonly CallPart[];
  readonly root: Target;
}

/** What can be shown of what a subgraph calls its error. */
const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

/**
 * A subgraph's own errors, one for each place of the answer they belong to: the same entity can stand at several. Not
 * more than MAX_ERRORS for a request.
 */
export function subgraphErrors(answered: Answered, errors: readonly SubgraphError[]): EngineError[] {
  const { subgraph } = answered.request;
  const located = new Locator(answered);
  const found: EngineError[] = [];
  for (const raw of errors) {
    const code = raw.extensions?.['code'];
    for (const path of located.places(raw.path ?? [])) {
      if (found.length >= MAX_ERRORS) return found;
      found.push({
        kind: 'SUBGRAPH',
        subgraph,
        message: `Subgraph "${subgraph}" answered with an error.`,
        ...unlessRoot(path),
        ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
        raw,
      });
    }
  }
  return found;
}

export function misfitErrors(answered: Answered, misfits: readonly Misfit[]): EngineError[] {
  const { subgraph } = answered.request;
  const located = new Locator(answered);
  const places = misfits.flatMap(({ part, target, path }) =>
    located.placesOf(part, target).map((place): Path => [...place, ...path]),
  );
  return places.slice(0, MAX_ERRORS).map((path) => ({
    kind: 'VALUE',
    subgraph,
    message: `Subgraph "${subgraph}" answered a value that does not fit its schema.`,
    ...unlessRoot(path),
  }));
}

/** One for each place that is missing something now. */
export function transportErrors({ parts }: Answered, error: TransportError): EngineError[] {
  return nearestOf(parts).map((path) => ({
    kind: 'TRANSPORT',
    message: error.message,
    subgraph: error.subgraph,
    code: error.kind,
    ...unlessRoot(path),
  }));
}

const unlessRoot = (path: Path) => (path.length > 0 ? { path } : {});

function nearestOf(parts: readonly CallPart[]): Path[] {
  const paths = new Map(parts.map(({ fetch }) => [fetch.nearest.join(' '), fetch.nearest]));
  return [...paths.values()];
}

/** Finds the response paths of a subgraph's paths. Walks anew, for paths are not kept while all goes well. */
class Locator {
  readonly #answered: Answered;
  readonly #paths = new Map<CallPart, ReadonlyMap<Target, readonly Path[]>>();

  constructor(answered: Answered) {
    this.#answered = answered;
  }

  /** Every place where one of a part's targets stands. */
  placesOf(part: CallPart, target: number): readonly Path[] {
    let paths = this.#paths.get(part);
    if (paths === undefined) {
      paths = part.fetch.walk.paths(this.#answered.root);
      this.#paths.set(part, paths);
    }
    return paths.get(part.targets[target]!) ?? [part.fetch.nearest];
  }

  places(path: Path): Path[] {
    const { request, parts } = this.#answered;
    const [first, number] = path;
    if (first === undefined) return nearestOf(parts);
    const roots = parts.filter(({ fetch }) => fetch.represent === null);
    if (roots.length > 0) {
      return roots.flatMap((part): Path[] => {
        const below = translated(part.fetch.projector, path);
        if (below.length === 0) return [part.fetch.nearest];
        return part.targets.flatMap((_, target) => this.#below(part, target, below));
      });
    }
    const named = parts.filter((_, index) => request.text.names[index] === first);
    if (named.length === 0) return nearestOf(parts);
    const places = named.flatMap((part) => this.#ofEntity(part, number, path));
    return places.length > 0 ? places : nearestOf(named);
  }

  #ofEntity(part: CallPart, number: string | number | undefined, path: Path): Path[] {
    const targets = part.asked.flatMap((asked, target) => (asked === number ? [target] : []));
    return targets.flatMap((target) => {
      const typename = part.targets[target]![TYPENAME];
      const below = translated(part.fetch.projector, path.slice(2), typename as string | undefined);
      return this.#below(part, target, below);
    });
  }

  #below(part: CallPart, target: number, below: Path): Path[] {
    return this.placesOf(part, target).map((place) => [...place, ...below]);
  }
}

/** Our names for a subgraph's path. It ends where the path names what was not asked for: that would be its text. */
function translated(projector: ObjectProjector, path: Path, typename?: string): Path {
  const steps: (string | number)[] = [];
  let below: ObjectProjector | null = projector;
  let type = typename;
  for (const step of path) {
    if (typeof step === 'number') {
      if (steps.length === 0) break;
      steps.push(step);
      continue;
    }
    const field: ReturnType<ObjectProjector['field']> = below?.field(step, type) ?? null;
    if (field === null) break;
    steps.push(field.name);
    below = field.below;
    type = undefined;
  }
  return steps;
}

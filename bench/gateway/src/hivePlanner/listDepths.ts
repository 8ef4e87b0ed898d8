import type { FetchIr, PathStep } from '@huitong/engine/planning';

type Shape = FetchIr['shape'];

/** A response name as far as fetches have filled it: how many lists wrap it, and what is below. */
interface Place {
  lists: number;
  readonly below: Map<string, Place>;
}

/** Hive writes one `@` for lists of lists too; the engine wants one for each list. Fetches are added in plan order. */
export class ListDepths {
  readonly #root: Place = { lists: 0, below: new Map() };

  /** What the fetch fills. Renamed fields are known under their new names. */
  add({ path, shape, requires, outputRewrites = [] }: FetchIr): void {
    const renamed = new Map(outputRewrites.map((rewrite) => [rewrite.path.at(-1), rewrite.rename]));
    let place: Place | undefined = this.#root;
    for (const step of path) if (typeof step === 'string' && step !== '@') place = place?.below.get(step);
    const entity = requires ? shape.fields.find(({ name }) => name === '_entities')?.object : shape;
    if (place && entity) fill(place, entity, renamed);
  }

  /** The path with an `@` for each list. */
  expand(path: readonly PathStep[]): PathStep[] {
    let place: Place | undefined = this.#root;
    return path.flatMap((step) => {
      if (step === '@') return Array<PathStep>(Math.max(1, place?.lists ?? 1)).fill(step);
      if (typeof step === 'string') place = place?.below.get(step);
      return [step];
    });
  }
}

function fill(
  place: Place,
  shape: Shape,
  renamed: ReadonlyMap<string | undefined, string | undefined>,
): void {
  for (const { name, lists, object } of shape.fields) {
    const key = renamed.get(name) ?? name;
    const child = place.below.get(key) ?? { lists: lists ?? 1, below: new Map() };
    place.below.set(key, child);
    if (object) fill(child, object, renamed);
  }
}

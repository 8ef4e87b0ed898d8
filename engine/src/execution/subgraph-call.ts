import type { CompiledFetch } from '../compile/compile-fetch.js';
import type { CompiledBatch } from '../compile/compile-plan.js';
import type { Decided } from '../compile/conditions.js';
import { jsonText } from '../compile/json-text.js';
import type { Target } from '../compile/layout.js';
import type { RequestText } from '../compile/merge-text.js';
import type { Represent } from '../compile/represent.js';
import { Found } from '../compile/walk.js';
import type { SubgraphRequest } from '../transport/transport.js';
import { Numbers } from './numbers.js';

/**
 * One fetch in one request: the objects it completes and, of entity fetches, which representation stands for each.
 * Equal representations are sent once, also for parts that share one list because they ask for the same.
 */
export interface CallPart {
  /** Index in the batch. */
  readonly index: number;
  readonly fetch: CompiledFetch;
  readonly targets: Target[];
  /** By target: its representation. */
  readonly asked: number[];
  /** JSON of each. */
  readonly representations: readonly string[];
  /** JSON of the contextual variables. */
  readonly contexts: readonly string[];
}

/** The answer as far as it is known, what in it stands at several places, and what holds for all of it. */
export interface Known {
  readonly root: Target;
  readonly shared: Set<unknown>;
  readonly decided: Decided;
}

/** A fetch in its batch, and the numbers of representations that it shares with others there. */
export interface Asking {
  readonly index: number;
  readonly known: Known;
  readonly numbers?: Numbers;
}

/** What a fetch has to ask, given what is known by now; nothing where no object waits for it. */
export function partsOf(fetch: CompiledFetch, { index, known, numbers }: Asking): CallPart[] {
  const found = new Found(known.shared);
  fetch.walk.collect(known.root, found);
  const { targets } = found;
  if (targets.length === 0) return [];
  if (fetch.represent === null) {
    return [{ index, fetch, targets, asked: [], representations: [], contexts: [] }];
  }
  const represent = fetch.represent(known.decided);
  const asking = { fetch, index, represent };
  if (fetch.contexts.length > 0) return contextualParts(asking, found);
  const group = emptyGroup(asking, [], numbers ?? new Numbers(false));
  for (const target of targets) add(group, target);
  return group.part.asked.length === 0 ? [] : [group.part];
}

/** An entity fetch, and how its targets are represented in this request. */
interface EntityFetch {
  readonly fetch: CompiledFetch;
  readonly index: number;
  readonly represent: Represent;
}

interface Group {
  readonly part: CallPart;
  readonly represent: Represent;
  readonly numbers: Numbers;
}

function emptyGroup(
  { fetch, index, represent }: EntityFetch,
  contexts: readonly string[],
  numbers: Numbers,
): Group {
  const { representations } = numbers;
  return { part: { index, fetch, targets: [], asked: [], representations, contexts }, represent, numbers };
}

/** One part for each combination of contextual values, because an argument stands once for all entities of a field. */
function contextualParts(asking: EntityFetch, { targets, contexts }: Found): CallPart[] {
  const groups = new Map<string, Group>();
  targets.forEach((target, place) => {
    const values = contexts[place]!.map(jsonText);
    const key = values.join(',');
    let group = groups.get(key);
    if (group === undefined) {
      group = emptyGroup(asking, values, new Numbers(false));
      groups.set(key, group);
    }
    add(group, target);
  });
  return [...groups.values()].flatMap(({ part }) => (part.asked.length === 0 ? [] : [part]));
}

function add({ part, represent, numbers }: Group, target: Target): void {
  const typed = represent(target);
  const number = typed && numbers.of(typed, target);
  if (number === undefined) return;
  part.targets.push(target);
  part.asked.push(number);
}

/**
 * The request of a batch. Variables are written as JSON directly, for transports that send text; made as objects only
 * for those that want objects.
 */
export class CompiledRequest implements SubgraphRequest {
  readonly subgraph: string;
  readonly text: RequestText;
  readonly #parts: readonly CallPart[];
  readonly #given: Readonly<Record<string, unknown>>;
  #variables: Readonly<Record<string, unknown>> | null = null;

  constructor(batch: CompiledBatch, parts: readonly CallPart[], given: Readonly<Record<string, unknown>>) {
    this.subgraph = batch.subgraph;
    this.text = batch.text(parts.map(({ index }) => index));
    this.#parts = parts;
    this.#given = given;
  }

  get query(): string {
    return this.text.query;
  }

  get operationName(): string {
    // `undefined` as other requests have it; the interface only says that the key may be missing.
    return this.text.operationName as string;
  }

  get variables(): Readonly<Record<string, unknown>> {
    this.#variables ??= JSON.parse(this.variablesJson()) as Record<string, unknown>;
    return this.#variables;
  }

  variablesJson(): string {
    const { variables, representations, contexts } = this.text;
    let json = '';
    for (const name of variables) {
      const value = Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
      if (value !== undefined) json += `,${jsonText(name)}:${jsonText(value)}`;
    }
    for (let index = 0; index < this.#parts.length; index += 1) {
      const part = this.#parts[index]!;
      if (part.fetch.represent === null || representations[index] === null) continue;
      json += `,${representations[index]!}[${part.representations.join(',')}]`;
      for (let each = 0; each < part.contexts.length; each += 1) {
        json += `,${contexts[index]![each]!}${part.contexts[each]!}`;
      }
    }
    return `{${json.slice(1)}}`;
  }

  /** The request's body but for its closing brace and extensions. */
  bodyJson(): string {
    const { queryJson, operationName } = this.text;
    const name = operationName === undefined ? '' : `"operationName":${jsonText(operationName)},`;
    return `{"query":${queryJson},${name}"variables":${this.variablesJson()}`;
  }
}

import type { CompiledFetch } from '../compile/compile-fetch.js';
import type { CompiledBatch } from '../compile/compile-plan.js';
import { jsonText } from '../compile/json-text.js';
import type { Target } from '../compile/layout.js';
import type { RequestText } from '../compile/merge-text.js';
import type { TypedRepresent } from '../compile/represent.js';
import { Found } from '../compile/walk.js';
import type { SubgraphRequest } from '../transport/transport.js';

/**
 * One fetch in one request: the objects it completes and, of entity fetches, which representation stands for each.
 * Equal representations are sent once.
 */
export interface CallPart {
  /** Index in the batch. */
  readonly index: number;
  readonly fetch: CompiledFetch;
  readonly targets: Target[];
  /** By target: its representation. */
  readonly asked: number[];
  /** JSON of each. */
  readonly representations: string[];
  /** JSON of the contextual variables. */
  readonly contexts: readonly string[];
}

/** The answer as far as it is known, and what in it stands at several places. */
export interface Known {
  readonly root: Target;
  readonly shared: Set<unknown>;
}

/** What a fetch has to ask, given what is known by now; nothing where no object waits for it. */
export function partsOf(fetch: CompiledFetch, index: number, known: Known): CallPart[] {
  const found = new Found(known.shared);
  fetch.walk.collect(known.root, found);
  const { targets } = found;
  if (targets.length === 0) return [];
  if (fetch.represent === null) {
    return [{ ...emptyPart(fetch, index, []), targets }];
  }
  return fetch.contexts.length === 0
    ? entityPart(fetch, index, targets)
    : contextualParts(fetch, index, found);
}

function emptyPart(fetch: CompiledFetch, index: number, contexts: readonly string[]): CallPart {
  return { index, fetch, targets: [], asked: [], representations: [], contexts };
}

function entityPart(fetch: CompiledFetch, index: number, targets: readonly Target[]): CallPart[] {
  const part = emptyPart(fetch, index, []);
  const numbers = new Numbers(part.representations);
  for (const target of targets) add(part, numbers, target);
  return part.representations.length === 0 ? [] : [part];
}

/** One part for each combination of contextual values, because an argument stands once for all entities of a field. */
function contextualParts(fetch: CompiledFetch, index: number, { targets, contexts }: Found): CallPart[] {
  const groups = new Map<string, { part: CallPart; numbers: Numbers }>();
  targets.forEach((target, place) => {
    const values = contexts[place]!.map(jsonText);
    const key = values.join(',');
    let group = groups.get(key);
    if (group === undefined) {
      const part = emptyPart(fetch, index, values);
      group = { part, numbers: new Numbers(part.representations) };
      groups.set(key, group);
    }
    add(group.part, group.numbers, target);
  });
  return [...groups.values()].flatMap(({ part }) => (part.representations.length === 0 ? [] : [part]));
}

function add(part: CallPart, numbers: Numbers, target: Target): void {
  const typed = part.fetch.represent!(target);
  const number = typed && numbers.of(typed, target);
  if (number === undefined) return;
  part.targets.push(target);
  part.asked.push(number);
}

/** Numbers representations, equal ones alike, and writes each once. */
class Numbers {
  readonly #representations: string[];
  readonly #byText = new Map<string, number>();
  readonly #byKey = new Map<TypedRepresent, Map<unknown, number>>();
  /** The type met last, which is mostly the only one. */
  #last: TypedRepresent | null = null;
  #keys: Map<unknown, number> | null = null;

  constructor(representations: string[]) {
    this.#representations = representations;
  }

  /** Undefined where the target cannot be represented. */
  of(typed: TypedRepresent, target: Target): number | undefined {
    const key = typed.keySlot < 0 ? undefined : target[typed.keySlot];
    if (typeof key !== 'string' && typeof key !== 'number') return this.#ofText(typed.write(target));
    const keys = this.#last === typed ? this.#keys! : this.#keysOf(typed);
    const known = keys.get(key);
    if (known !== undefined) return known;
    const text = typed.write(target);
    if (text === undefined) return undefined;
    const number = this.#representations.push(text) - 1;
    keys.set(key, number);
    return number;
  }

  #keysOf(typed: TypedRepresent): Map<unknown, number> {
    let keys = this.#byKey.get(typed);
    if (keys === undefined) this.#byKey.set(typed, (keys = new Map()));
    this.#last = typed;
    this.#keys = keys;
    return keys;
  }

  #ofText(text: string | undefined): number | undefined {
    if (text === undefined) return undefined;
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const number = this.#representations.push(text) - 1;
    this.#byText.set(text, number);
    return number;
  }
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
      if (part.fetch.represent === null) continue;
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

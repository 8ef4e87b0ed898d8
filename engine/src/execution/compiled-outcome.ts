import type { Target } from '../compile/layout.js';
import { Completion, type Completer, type CompletionError } from '../shape/completion.js';
import type { EngineError, FetchRecord, Outcome } from './outcome.js';

/** What is left to complete. */
export interface Unfinished {
  readonly completer: Completer;
  readonly root: Target;
  readonly introspection: Readonly<Record<string, unknown>>;
  readonly shared: ReadonlySet<unknown>;
  /** Whether no string of the answer has anything that JSON escapes. */
  readonly isPlain: boolean;
  readonly errors: readonly EngineError[];
  readonly fetches: readonly FetchRecord[];
}

/**
 * Completes when somebody asks, in the form he asks for: text is written in one pass over the targets, and whoever
 * wants objects pays for them. The first pass also finds the errors, which are the same either way.
 */
export class CompiledOutcome implements Outcome {
  readonly fetches: readonly FetchRecord[];
  readonly #unfinished: Unfinished;
  #text: string | undefined;
  #data: Record<string, unknown> | null | undefined;
  #errors: readonly EngineError[] | undefined;
  #objects = 0;

  constructor(unfinished: Unfinished) {
    this.fetches = unfinished.fetches;
    this.#unfinished = unfinished;
  }

  get data(): Record<string, unknown> | null {
    if (this.#data === undefined) {
      const { completer, root } = this.#unfinished;
      this.#data =
        this.#pass((run) => completer.tree(root, run) as Record<string, unknown> | undefined) ?? null;
    }
    return this.#data;
  }

  dataText(): string {
    if (this.#text === undefined) {
      const { completer, root } = this.#unfinished;
      this.#text = this.#pass((run) => completer.append('', root, run)) ?? 'null';
    }
    return this.#text;
  }

  get errors(): readonly EngineError[] {
    if (this.#errors === undefined) this.dataText();
    return this.#errors!;
  }

  get objects(): number {
    if (this.#errors === undefined) this.dataText();
    return this.#objects;
  }

  #pass<T>(complete: (run: Completion) => T | undefined): T | undefined {
    const run = new Completion(this.#unfinished);
    const completed = complete(run);
    if (this.#errors !== undefined) return completed;
    const { completer, root } = this.#unfinished;
    const errors = this.#unfinished.errors.filter(
      ({ path }) => path === undefined || !completer.isBesides(root, path, 0),
    );
    this.#errors =
      run.errors.length === 0
        ? errors
        : [...errors, ...run.errors.filter((each) => isNews(each, errors, run.errors)).map(valueError)];
    // Without the root; objects that a null has swallowed are not in the answer, but they were read.
    this.#objects = Math.max(0, run.objects - 1);
    return completed;
  }
}

/**
 * A null where none may stand is news only if no other error accounts for it: one from a subgraph, or one found here
 * that takes away more than this null does (which has then come from the other's subgraph answering nothing at all).
 */
function isNews(
  { follows, path, rest }: CompletionError,
  errors: readonly EngineError[],
  found: readonly CompletionError[],
): boolean {
  if (follows === undefined) return true;
  const isShared = (other: readonly (string | number)[], steps: number) =>
    other.slice(0, steps).every((step, index) => step === path[index]);
  return (
    errors.every(({ path: other = [] }) => !isShared(other, Math.min(other.length, follows))) &&
    found.every((other) => other.rest >= rest || !isShared(other.path, other.rest))
  );
}

/** These are made of names of the API schema and a path, never of values. */
function valueError({ message, path }: CompletionError): EngineError {
  return { kind: 'VALUE', message, path };
}

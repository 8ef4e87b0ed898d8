import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { Overlaps } from './overlaps.js';

/** What an operation amounts to once every fragment is spread. Counts stop at {@link saturation}. */
export interface Measure {
  /** Levels of nested fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields at the root. */
  readonly rootFields: number;
  readonly directives: number;
  /** Fields, inline fragments and spreads. */
  readonly selections: number;
}

/** Counts stop here, so that thirty doublings do not overflow and a comparison with any limit stays right. */
export const saturation = 1_000_000_000;

const nothing: Measure = { depth: 0, aliases: 0, rootFields: 0, directives: 0, selections: 0 };
const plus = (left: number, right: number) => Math.min(left + right, saturation);

/**
 * Measures the parts of one document. Made for documents that nobody has validated yet, because validating is what
 * has to be bounded: a fragment that spreads itself counts once, and one that is not there counts nothing; validation
 * refuses both.
 */
export class DocumentMeasure {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #measured = new Map<string, Measure>();
  readonly #document: DocumentNode;
  #roots: readonly SelectionSetNode[] | null = null;

  constructor(document: DocumentNode) {
    this.#document = document;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  /**
   * Measures an operation as if its fragments were written out where they are spread, in time proportional to the
   * document: each fragment is measured once and its numbers are added at every spread. A document of 1.3 KB whose
   * fragments each spread the next one twice keeps the planner busy for nine seconds, while its written depth, its
   * aliases and its tokens all look harmless.
   */
  operation(operation: OperationDefinitionNode): Measure {
    const body = this.#selectionSet(operation.selectionSet);
    return { ...body, directives: plus(body.directives, operation.directives?.length ?? 0) };
  }

  /** Selections of everything that validation will walk through: all operations, and fragments nobody spreads. */
  get selections(): number {
    return this.#walked().reduce((sum, root) => plus(sum, this.#selectionSet(root).selections), 0);
  }

  /**
   * Pairs of fields with one response name, which validation compares each with each (specification §5.3.2). To be
   * asked only when {@link selections} is small, because it walks through them one by one.
   */
  get repetitions(): number {
    const overlaps = new Overlaps(this.#fragments);
    return this.#walked().reduce((sum, root) => plus(sum, overlaps.pairsIn(root)), 0);
  }

  /** Where validation begins to walk. */
  #walked(): readonly SelectionSetNode[] {
    if (this.#roots) return this.#roots;
    const { definitions } = this.#document;
    const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    for (const { selectionSet } of operations) this.#selectionSet(selectionSet);
    const unreached = [...this.#fragments.values()].filter(({ name }) => !this.#measured.has(name.value));
    this.#roots = [...operations, ...unreached].map(({ selectionSet }) => selectionSet);
    return this.#roots;
  }

  #fragment(name: string): Measure {
    const known = this.#measured.get(name);
    if (known) return known;
    this.#measured.set(name, nothing);
    const definition = this.#fragments.get(name);
    const result = definition ? this.#selectionSet(definition.selectionSet) : nothing;
    this.#measured.set(name, result);
    return result;
  }

  #selectionSet({ selections }: SelectionSetNode): Measure {
    let [depth, aliases, rootFields, directives, count] = [0, 0, 0, 0, 0];
    for (const selection of selections) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#fragment(selection.name.value)
          : selection.selectionSet
            ? this.#selectionSet(selection.selectionSet)
            : nothing;
      const field = selection.kind === Kind.FIELD;
      depth = Math.max(depth, inner.depth + (field ? 1 : 0));
      aliases = plus(aliases, plus(inner.aliases, field && selection.alias ? 1 : 0));
      rootFields = plus(rootFields, field ? 1 : inner.rootFields);
      directives = plus(directives, plus(inner.directives, selection.directives?.length ?? 0));
      count = plus(count, plus(inner.selections, 1));
    }
    return { depth, aliases, rootFields, directives, selections: count };
  }
}

/** Measures one operation of a document; see {@link DocumentMeasure.operation}. */
export const measureOperation = (document: DocumentNode, operation: OperationDefinitionNode): Measure =>
  new DocumentMeasure(document).operation(operation);

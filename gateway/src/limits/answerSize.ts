import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { refusal } from '@huitong/contract';
import type { CostRule, CostRules, ListSize } from './costRules.js';
import { saturation } from './measure.js';

/** An operation that was parsed and validated, with its variables coerced. */
export interface Countable {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly rules: CostRules;
}

/** One that is counted before there is an answer. */
export interface Estimable extends Countable {
  /** Items of a list of which nothing says how many it has. */
  readonly listSize: number;
}

/** Upper bounds of what an operation can bring, both stopped at {@link saturation}. */
export interface AnswerSize {
  /** Objects that its pages can hold, nested pages multiplied. */
  readonly objects: number;
  /** Weights of its fields, multiplied by the lists they stand in (`@cost`, `@listSize`). */
  readonly cost: number;
  /** Whether no variable had a say, so that the numbers hold for every request of this document. */
  readonly constant: boolean;
}

/** A page beyond this is refused by its subgraph, which says so better than a product of pages could. */
const largestCountedPage = 1000;
/** What a mutation costs before anything is read (as other gateways have it). */
export const mutationCost = 10;

type Size = readonly [objects: number, cost: number];
/** What the field above says of the lists in a selection. */
interface Above {
  /** Sizes of fields by name (`sizedFields`). */
  readonly sized: ReadonlyMap<string, number> | null;
  /** Whether it is a page, which was counted with it: its `nodes` and `edges` are not lists of their own. */
  readonly isPage: boolean;
}
const nowhere: Above = { sized: null, isPage: false };
const nothing: Size = [0, 0];

const fieldsOf = (type: GraphQLNamedType | null | undefined) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};

const isList = ({ type }: GraphQLField<unknown, unknown>) => isListType(getNullableType(type));

const atMost = (value: number) => Math.min(value, saturation);

function variableIn(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(variableIn);
  return value.kind === Kind.OBJECT && value.fields.some((field) => variableIn(field.value));
}

/** Weights of the fields that an input gives, of every item of a list. */
function inputCost(value: unknown, type: GraphQLNamedType, weights: CostRules['inputWeights']): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => atMost(sum + inputCost(item, type, weights)), 0);
  }
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return 0;
  const fields = type.getFields();
  return Object.entries(value).reduce((sum, [name, inner]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) return sum;
    const weight = weights.get(`${type.name}.${name}`) ?? 0;
    return atMost(sum + weight + inputCost(inner, getNamedType(field.type), weights));
  }, 0);
}

class Counter {
  readonly #input: Estimable;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #counted = new Map<string, Size>();
  constant = true;

  constructor(input: Estimable) {
    this.#input = input;
    for (const definition of input.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  selectionSet(
    { selections }: SelectionSetNode,
    type: GraphQLNamedType | null | undefined,
    above: Above,
  ): Size {
    let [objects, cost] = nothing;
    for (const selection of selections) {
      let one: Size;
      if (selection.kind === Kind.FRAGMENT_SPREAD) one = this.#fragment(selection.name.value, above);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        const narrowed = condition ? this.#input.schema.getType(condition) : type;
        one = this.selectionSet(selection.selectionSet, narrowed, above);
      } else one = this.#field(selection, type, above);
      objects = atMost(objects + one[0]);
      cost = atMost(cost + one[1]);
    }
    return [objects, cost];
  }

  #fragment(name: string, above: Above): Size {
    const key = `${above.isPage ? 'page' : ''} ${name}`;
    const known = above.sized ? undefined : this.#counted.get(key);
    if (known) return known;
    const definition = this.#fragments.get(name);
    if (!definition) return nothing;
    const type = this.#input.schema.getType(definition.typeCondition.name.value);
    const size = this.selectionSet(definition.selectionSet, type, above);
    if (!above.sized) this.#counted.set(key, size);
    return size;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | null | undefined, above: Above): Size {
    const field = fieldsOf(parent)[node.name.value];
    if (!field || !parent) return nothing;
    const type = getNamedType(field.type);
    const rule = this.#input.rules.of(`${parent.name}.${field.name}`, type);
    const argumentsCost = this.#argumentsCost(node, field, rule);
    if (!node.selectionSet || !isCompositeType(type)) return [0, atMost(rule.weight + argumentsCost)];
    if (rule.listSize?.requireOne) this.#mustSlice(node, field, rule.listSize);
    const page = this.#pageSize(node, field, rule.listSize) ?? this.#assumed(field, above);
    const sized =
      rule.listSize && rule.listSize.sizedFields.length > 0
        ? new Map(rule.listSize.sizedFields.map((name) => [name, page]))
        : null;
    const ofHouse = this.#pageSize(node, field, null);
    const isPage = !isList(field) && ofHouse !== undefined;
    const [objects, cost] = this.selectionSet(node.selectionSet, type, { sized, isPage });
    const times = above.sized?.get(node.name.value) ?? (sized ? 1 : page);
    return [
      // Objects follow the pages of the house (`first`), which multiply at the connection.
      atMost((rule.listSize ? times : (ofHouse ?? this.#assumed(field, above))) * (1 + objects)),
      atMost(times * (rule.weight + cost) + argumentsCost),
    ];
  }

  /** Weights of the arguments that are given, and of the fields in the inputs among them. */
  #argumentsCost(node: FieldNode, field: GraphQLField<unknown, unknown>, rule: CostRule): number {
    const { inputWeights } = this.#input.rules;
    let cost = 0;
    for (const { name, value } of node.arguments ?? []) {
      cost += rule.argumentWeights.get(name.value) ?? 0;
      const argument = inputWeights.size > 0 ? field.args.find((one) => one.name === name.value) : undefined;
      if (!argument || !isInputObjectType(getNamedType(argument.type))) continue;
      if (variableIn(value)) this.constant = false;
      const given = valueFromASTUntyped(value, this.#input.variables);
      cost += inputCost(given, getNamedType(argument.type), inputWeights);
    }
    return cost;
  }

  /** Whether exactly one of the slicing arguments says the size: given, or by default where none is. */
  #mustSlice(node: FieldNode, field: GraphQLField<unknown, unknown>, { slicingArguments }: ListSize): void {
    const given = (node.arguments ?? []).filter(({ name, value }) => {
      if (!slicingArguments.includes(name.value)) return false;
      if (value.kind !== Kind.VARIABLE) return value.kind !== Kind.NULL;
      this.constant = false;
      return (this.#input.variables[value.name.value] ?? null) !== null;
    });
    const byDefault = field.args.filter(
      ({ name, defaultValue }) => slicingArguments.includes(name) && defaultValue !== undefined,
    );
    if (given.length === 1 || (given.length === 0 && byDefault.length === 1)) return;
    const names = slicingArguments.join(', ');
    throw refusal('LIST_SIZE_REQUIRED', {
      message: `${node.name.value} must be asked for with exactly one of: ${names}.`,
      at: node.name.value,
    });
  }

  #assumed(field: GraphQLField<unknown, unknown>, above: Above): number {
    return isList(field) && !above.isPage ? Math.max(1, this.#input.listSize) : 1;
  }

  /** The page that a field asks for: its slicing argument, written, by variable or by default, or what is assumed. */
  #pageSize(
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    listSize: ListSize | null,
  ): number | undefined {
    const slicing = listSize && listSize.slicingArguments.length > 0 ? listSize.slicingArguments : ['first'];
    let largest = 0;
    for (const argument of field.args) {
      if (!slicing.includes(argument.name)) continue;
      const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
      let value: unknown = argument.defaultValue;
      if (given?.kind === Kind.INT) value = Number(given.value);
      if (given?.kind === Kind.VARIABLE) {
        this.constant = false;
        value = this.#input.variables[given.name.value] ?? argument.defaultValue;
      }
      if (typeof value === 'number' && value > largest) largest = value;
    }
    if (largest >= 1) return Math.min(largest, largestCountedPage);
    if (typeof listSize?.assumedSize !== 'number') return undefined;
    return Math.max(1, Math.min(listSize.assumedSize, largestCountedPage));
  }
}

/**
 * The most that an operation can bring and cost: `first: 500` three deep in 160 bytes is a hundred million objects.
 * Upper bounds, because pages are seldom full; in time proportional to the document, each fragment counted once.
 * @throws Refusal LIST_SIZE_REQUIRED.
 */
export function answerSize(input: Estimable): AnswerSize {
  const counter = new Counter(input);
  const { operation, schema } = input;
  const root = schema.getRootType(operation.operation);
  const [objects, cost] = counter.selectionSet(operation.selectionSet, root, nowhere);
  const base = operation.operation === 'mutation' ? mutationCost : 0;
  return { objects, cost: atMost(base + cost), constant: counter.constant };
}

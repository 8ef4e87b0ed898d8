import {
  GraphQLError,
  isEnumType,
  isListType,
  isLeafType,
  isNonNullType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { ROWS, type FieldModel, type World } from './model.js';

/** An object of the data graph: a row (`E0:2`) or a value that belongs to one place of one (`E0:2.f1`). */
export interface Node {
  readonly type: string;
  readonly id: string;
}

export const isNode = (value: unknown): value is Node => value instanceof NodeObject;

class NodeObject implements Node {
  readonly type: string;
  readonly id: string;

  constructor(type: string, id: string) {
    this.type = type;
    this.id = id;
  }
}

export const rowNode = (type: string, row: number): Node => new NodeObject(type, `${type}:${row}`);
export const rootNode = (type: string): Node => new NodeObject(type, type);

/** FNV-1a over UTF-16 code units with a final mix, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state ^= state >>> 15;
  state = Math.imul(state, 0x2c1b3c6d);
  return (state ^ (state >>> 12)) >>> 0;
}

/** JSON with sorted names, so that equal arguments are equal texts. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) as string;
}

/** The one data graph of a case: what a field of an object is depends on nothing but the seed, the object and the arguments. */
export class Facts {
  readonly #world: World;
  readonly #schema: GraphQLSchema;

  /** @param schema the full schema of the monolith, for the types of fields. */
  constructor(world: World, schema: GraphQLSchema) {
    this.#world = world;
    this.#schema = schema;
  }

  field({ type }: Node, name: string): FieldModel {
    const field = this.#world.objects.get(type)?.fields.find((each) => each.name === name);
    if (field === undefined) throw new Error(`No field ${type}.${name}.`);
    return field;
  }

  /**
   * The value of a field: leaves as they are serialised, objects as nodes, an Error where an item fails.
   *
   * @param given all that it depends on besides: arguments, what it is computed from.
   * @throws Error where the data say that the field fails
   */
  value(node: Node, name: string, given: unknown): unknown {
    const field = this.field(node, name);
    if (field.key) return this.#keyValue(node, field);
    const base = `${this.#world.seed}|${node.id}|${name}|${stable(given)}`;
    if (field.loud && hash(`${base}|fails`) % 12 === 0) throw new GraphQLError('The data say so.');
    const type = this.#typeOf(node, name);
    return this.#make(type, base, `${node.id}.${name}${stable(given)}`, field);
  }

  /** Whether the subgraph does not know the row; only of entities. */
  isMissing({ type, id }: Node, subgraph: number): boolean {
    return (
      this.#world.objects.get(type)!.gaps.has(subgraph) &&
      hash(`${this.#world.seed}|${id}|gap${subgraph}`) % 3 === 0
    );
  }

  #typeOf({ type }: Node, name: string): GraphQLOutputType {
    const object = this.#schema.getType(type);
    if (!object || !('getFields' in object)) throw new Error(`No type ${type}.`);
    return object.getFields()[name]!.type as GraphQLOutputType;
  }

  /** Keys tell rows apart, alone or together. */
  #keyValue({ id }: Node, { name, type }: FieldModel): unknown {
    const row = Number(/:(\d+)/.exec(id)![1]);
    switch (name) {
      case 'code':
        return 100 + row;
      case 'region':
        return `r${row % 2}`;
      case 'number':
        return row >> 1;
      case 'tag':
        return new NodeObject(type.replace('!', ''), `${id}.tag`);
      case 'slug':
        return `slug of ${id}`;
      case 'peer':
        return rowNode(type.replace('!', ''), row);
      default:
        return id;
    }
  }

  #make(type: GraphQLOutputType, base: string, place: string, field: FieldModel): unknown {
    const dice = hash(base);
    if (isNonNullType(type)) {
      if (field.loud && dice % 10 === 0) return null;
      return this.#makeNonNull(type.ofType as GraphQLOutputType, base, place, field);
    }
    const neverNull = field.stricter !== undefined;
    return dice % 7 === 0 && !neverNull ? null : this.#makeNonNull(type, base, place, field);
  }

  #makeNonNull(type: GraphQLOutputType, base: string, place: string, field: FieldModel): unknown {
    const dice = hash(`${base}|value`);
    if (isListType(type)) {
      const item = type.ofType as GraphQLOutputType;
      return Array.from({ length: dice % 4 }, (_, index) => {
        const at = `${base}[${index}]`;
        if (field.loud && hash(`${at}|fails`) % 15 === 0) return new GraphQLError('The data say so.');
        return this.#make(item, at, `${place}[${index}]`, field);
      });
    }
    if (!isLeafType(type)) return this.#makeNode((type as { name: string }).name, dice, place);
    if (isEnumType(type)) return this.#enumValue(type.name, dice, field);
    if (field.loud && dice % 15 === 0) return { wrong: 'kind' };
    return leafValue(type.name, dice);
  }

  #makeNode(type: string, dice: number, place: string): Node {
    const members = this.#world.interfaces.get(type)?.members ?? this.#world.unions.get(type) ?? [type];
    const member = members[dice % members.length]!;
    const isEntity = this.#world.objects.get(member)!.kind === 'entity';
    return isEntity ? rowNode(member, (dice >>> 3) % ROWS) : new NodeObject(member, place);
  }

  #enumValue(type: string, dice: number, { loud }: FieldModel): unknown {
    const { values, hidden } = this.#world.enums.get(type)!;
    if (hidden !== undefined && loud && dice % 8 === 0) return hidden;
    return loud && dice % 15 === 0 ? 'NO_SUCH' : values[dice % values.length];
  }
}

function leafValue(type: string, dice: number): unknown {
  switch (type) {
    case 'Int':
      return dice % 2 === 0 ? dice % 100 : -(dice % 0x7fffffff);
    case 'Float':
      return dice % 3 === 0 ? dice % 10 : (dice % 1000) / 8 - 50;
    case 'Boolean':
      return dice % 2 === 0;
    case 'String':
      return (
        ['', 'text', '文字 "quoted" \\ \u2028\n', '𝄞', '{"a":1}'][dice % 5]! +
        (dice % 3 ? String(dice % 50) : '')
      );
    case 'ID':
      return String(dice % 1000);
    default:
      return [7, 'j', true, { constructor: 1, b: [null, { c: 'x' }] }, [], [[1], null]][dice % 6];
  }
}

import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { inputValue, isOptional, literal } from './input-values.js';
import type { Tape } from './tape.js';

export interface Operation {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Names that are members of objects in JavaScript, and one that makes a promise of an object. */
const ALIASES = [
  'constructor',
  'toString',
  '__proto__',
  'hasOwnProperty',
  'valueOf',
  'then',
  'length',
  'a',
  'b',
];
/** Names of fields that others are: what plans fetch for their own purposes must not be taken for them. */
const MASKS = ['id', 'f0', 'f1', 'code'];
const MAX_FIELDS = 40;

/** An operation that is valid against the schema but for conflicts the caller has to look for (they are rare). */
export function buildOperation(schema: GraphQLSchema, tape: Tape): Operation {
  const mutation = schema.getMutationType();
  const isMutation = mutation !== null && mutation !== undefined && tape.chance(6);
  const writer = new OperationWriter(schema, tape);
  const selection = writer.selectionSet(isMutation ? mutation : schema.getQueryType()!, 0, '');
  return writer.finish(isMutation ? 'mutation' : 'query', selection);
}

class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #tape: Tape;
  readonly #definitions: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: { readonly name: string; readonly type: string; readonly text: string }[] = [];
  /** What each response path means, so that equal names are equal fields. */
  readonly #meanings = new Map<string, string>();
  #fields = 0;

  constructor(schema: GraphQLSchema, tape: Tape) {
    this.#schema = schema;
    this.#tape = tape;
  }

  finish(kind: string, selection: string): Operation {
    const variables = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    const fragments = this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`);
    return {
      source: [`${kind} Q${variables} ${selection}`, ...fragments].join('\n'),
      variables: this.#variables,
    };
  }

  selectionSet(type: GraphQLCompositeType, depth: number, path: string): string {
    const tape = this.#tape;
    const count = 1 + tape.pick(depth === 0 ? 3 : 4);
    const parts = Array.from({ length: count }, () => this.#selection(type, depth, path));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number, path: string): string {
    const tape = this.#tape;
    const kind = tape.pick(10);
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    if (kind === 9) return `${this.#alias(path, '__typename', '__typename', 'String!')}${this.#condition()}`;
    if (kind >= 7 || fields.length === 0) return this.#fragment(type, depth, path);
    return this.#field(tape.of(this.#affordable(fields, depth)), depth, path);
  }

  /** Deep down and in long operations only leaves. */
  #affordable(fields: readonly GraphQLField<unknown, unknown>[], depth: number) {
    const isFull = depth >= 5 || this.#fields >= MAX_FIELDS;
    const leaves = fields.filter(({ type }) => isLeafType(getNamedType(type)));
    return isFull && leaves.length > 0 ? leaves : fields;
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number, path: string): string {
    this.#fields += 1;
    const written = args.flatMap((arg) => {
      if (isOptional(arg) && !this.#tape.chance(2)) return [];
      return [`${arg.name}: ${this.#argument(arg)}`];
    });
    const call = `${name}${written.length > 0 ? `(${written.join(', ')})` : ''}`;
    const text = this.#alias(path, name, call, String(type));
    const response = /^\w+(?=:)|^\w+/.exec(text)![0];
    const named = getNamedType(type);
    const condition = this.#condition();
    if (!isCompositeType(named)) return `${text}${condition}`;
    if (depth >= 7) return `${text}${condition} { __typename }`;
    return `${text}${condition} ${this.selectionSet(named, depth + 1, `${path}/${response}`)}`;
  }

  /** The field with an alias if chance or another meaning of its name wants one. */
  #alias(path: string, name: string, call: string, type: string): string {
    let response = this.#tape.chance(5) ? this.#tape.of([...ALIASES, ...MASKS]) : name;
    const meaning = `${call} ${type}`;
    for (let next = 0; (this.#meanings.get(`${path}/${response}`) ?? meaning) !== meaning; next++)
      response = `${name.replace('__', '')}_${next}`;
    this.#meanings.set(`${path}/${response}`, meaning);
    return response === name ? call : `${response}: ${call}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number, path: string): string {
    const tape = this.#tape;
    const on = tape.of(this.#overlapping(type));
    const condition = this.#condition();
    const known = this.#fragments.filter((fragment) => fragment.type === on.name);
    if (known.length > 0 && tape.chance(4)) return `...${tape.of(known).name}${condition}`;
    if (depth >= 7) return `... on ${on.name}${condition} { __typename }`;
    const text = this.selectionSet(on, depth + 1, path);
    if (on === type && tape.chance(3)) return `...${condition} ${text}`;
    if (!tape.chance(3)) return `... on ${on.name}${condition} ${text}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type: on.name, text });
    return `...${name}${condition}`;
  }

  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const possible = (of: GraphQLCompositeType) =>
      isAbstractType(of) ? this.#schema.getPossibleTypes(of) : [of];
    const here = possible(type);
    const others = Object.values(this.#schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        other !== type && isCompositeType(other) && possible(other).some((each) => here.includes(each)),
    );
    const concrete = others.filter((other) => isObjectType(other));
    return isAbstractType(type) ? [...concrete, ...others, type] : [type, ...others];
  }

  #condition(): string {
    const tape = this.#tape;
    if (!tape.chance(8)) return '';
    const name = tape.of(['include', 'skip', 'include']);
    const value = tape.pick(2) === 0;
    if (tape.chance(4)) return ` @${name}(if: ${value})`;
    const variable = `c${tape.pick(2)}${value ? 'T' : 'F'}`;
    if (!this.#definitions.some((each) => each.startsWith(`$${variable}:`))) {
      const byDefault = tape.chance(3);
      this.#definitions.push(byDefault ? `$${variable}: Boolean! = ${value}` : `$${variable}: Boolean!`);
      if (!byDefault) this.#variables[variable] = value;
    }
    return ` @${name}(if: $${variable})`;
  }

  #argument(arg: Parameters<typeof isOptional>[0]): string {
    const tape = this.#tape;
    const value = inputValue(arg.type, tape, 0);
    if (!tape.chance(2)) return literal(value, arg.type);
    const name = `v${this.#definitions.length}`;
    const byDefault = tape.chance(4) ? ` = ${literal(inputValue(arg.type, tape, 0), arg.type)}` : '';
    this.#definitions.push(`$${name}: ${String(arg.type)}${byDefault}`);
    const isAbsent = (byDefault !== '' || !isNonNullType(arg.type)) && tape.chance(3);
    if (!isAbsent) this.#variables[name] = value;
    return `$${name}`;
  }
}

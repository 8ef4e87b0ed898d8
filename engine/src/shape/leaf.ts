import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';
import { isPlainString, jsonText } from '../compile/json-text.js';
import type { Completer, Completion, Where } from './completion.js';

/**
 * Appends what goes before a value, and its JSON, to a text; undefined where the value is not valid.
 * @param isPlain whether no string has anything that JSON escapes.
 */
export type Append = (text: string, value: unknown, isPlain: boolean) => string | undefined;

/** Deeper values of custom scalars would overflow whoever writes them. */
const MAX_NESTING = 200;

/** Each is given what goes before its values, so that this and a quotation mark are one piece. */
const writers: Readonly<Record<string, (prefix: string) => Append>> = {
  Int: (prefix) => (text, value) => (isWhole(value) ? text + prefix + String(value) : undefined),
  Float: (prefix) => (text, value) =>
    typeof value === 'number' && Number.isFinite(value) ? text + prefix + String(value) : undefined,
  Boolean: (prefix) => (text, value) =>
    typeof value === 'boolean' ? text + prefix + String(value) : undefined,
  String: (prefix) => {
    const append = stringAfter(prefix);
    return (text, value, isPlain) => (typeof value === 'string' ? append(text, value, isPlain) : undefined);
  },
  ID: (prefix) => {
    const append = stringAfter(prefix);
    return (text, value, isPlain) => {
      if (typeof value === 'string') return append(text, value, isPlain);
      return isWhole(value) ? text + prefix + String(value) : undefined;
    };
  },
};

function stringAfter(prefix: string): (text: string, value: string, isPlain: boolean) => string {
  const opened = `${prefix}"`;
  return (text, value, isPlain) =>
    isPlain || isPlainString(value) ? text + opened + value + '"' : text + prefix + JSON.stringify(value);
}

/** Written without an exponent, as the stock executor demands; it does not demand 32 bits. */
function isWhole(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 1e21;
}

function customText(value: unknown): string | undefined {
  return typeof value === 'object' && !nestsWithin(value, MAX_NESTING) ? undefined : jsonText(value);
}

function nestsWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  return Object.values(value).every((each) => nestsWithin(each, levels - 1));
}

/** Built-in scalars and enums are checked by the API schema; of custom scalars only that JSON can carry them. */
export function compileLeaf(type: GraphQLLeafType, where: Where): Leaf {
  return new Leaf(type.name, writerOf(type), where);
}

function writerOf(type: GraphQLLeafType): (prefix: string) => Append {
  if (isEnumType(type)) {
    // Values that the API schema hides are not among them.
    const names = type.getValues().map(({ name }) => name);
    return (prefix) => {
      const texts = new Map<unknown, string>(names.map((name) => [name, `${prefix}"${name}"`]));
      return (text, value) => {
        const known = texts.get(value);
        return known === undefined ? undefined : text + known;
      };
    };
  }
  if (isSpecifiedScalarType(type)) return writers[type.name]!;
  return (prefix) => (text, value) => {
    const written = customText(value);
    return written === undefined ? undefined : text + prefix + written;
  };
}

export class Leaf implements Completer {
  readonly #type: string;
  /** For who has many fields to write: one that writes this before each value. */
  readonly after: (prefix: string) => Append;
  readonly #append: Append;
  readonly #where: Where;

  constructor(type: string, after: (prefix: string) => Append, where: Where) {
    this.#type = type;
    this.after = after;
    this.#append = after('');
    this.#where = where;
  }

  append(text: string, value: unknown, run: Completion): string | undefined {
    const longer = this.#append(text, value, run.isPlain);
    if (longer === undefined) run.invalid(this.#where, this.#type);
    return longer;
  }

  tree(value: unknown, run: Completion): unknown {
    return this.append('', value, run) === undefined ? undefined : value;
  }

  isBesides(): boolean {
    return false;
  }
}

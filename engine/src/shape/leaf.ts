import { isEnumType, isSpecifiedScalarType, type GraphQLLeafType } from 'graphql';
import { jsonString, jsonText } from '../compile/json-text.js';
import type { Completer, Completion, Where } from './completion.js';

/** The JSON of a valid value; undefined for others. */
export type Write = (value: unknown) => string | undefined;

/** Deeper values of custom scalars would overflow whoever writes them. */
const MAX_NESTING = 200;

const writers: Readonly<Record<string, Write>> = {
  Int: (value) => (isWhole(value) ? String(value) : undefined),
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined),
  Boolean: (value) => (value === true ? 'true' : value === false ? 'false' : undefined),
  String: (value) => (typeof value === 'string' ? jsonString(value) : undefined),
  ID: (value) => (typeof value === 'string' ? jsonString(value) : isWhole(value) ? String(value) : undefined),
};

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

function writerOf(type: GraphQLLeafType): Write {
  if (isEnumType(type)) {
    // Values that the API schema hides are not among them.
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => texts.get(value);
  }
  return isSpecifiedScalarType(type) ? writers[type.name]! : customText;
}

export class Leaf implements Completer {
  readonly #type: string;
  /** For who has many fields to write, and asks for no more than their text. */
  readonly write: Write;
  readonly #where: Where;

  constructor(type: string, write: Write, where: Where) {
    this.#type = type;
    this.write = write;
    this.#where = where;
  }

  text(value: unknown, run: Completion): string | undefined {
    const text = this.write(value);
    if (text === undefined) run.invalid(this.#where, this.#type);
    return text;
  }

  tree(value: unknown, run: Completion): unknown {
    return this.text(value, run) === undefined ? undefined : value;
  }

  isBesides(): boolean {
    return false;
  }
}

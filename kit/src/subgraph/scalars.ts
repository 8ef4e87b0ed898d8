import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { refusal } from '@huitong/contract';
import { divisionByCode } from '../divisions/index.js';
import { checkUscc } from '../validators/index.js';

function textScalar(name: string, accept: (text: string) => string): GraphQLScalarType {
  const parse = (value: unknown) => {
    if (typeof value !== 'string') throw refusal('BAD_INPUT', { message: `${name} is a string.` });
    return accept(value);
  };
  return new GraphQLScalarType({
    name,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
    // The repositories of TypeORM hand instants out as Date.
    serialize: (value) => (value instanceof Date ? value.toISOString() : value),
  });
}

const dateShape = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a day exists: 2026-02-30 does not. */
function isCalendarDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return dateShape.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function acceptDate(text: string): string {
  if (isCalendarDate(text)) return text;
  throw refusal('BAD_INPUT', { message: 'This is not a calendar date like 2026-05-01.' });
}

function acceptInstant(text: string): string {
  const shaped = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  // Date.parse would move 30 February into March.
  if (shaped && isCalendarDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text))) {
    return new Date(text).toISOString();
  }
  throw refusal('BAD_INPUT', {
    message: 'This is not an instant with offset like 2026-05-01T03:00:00+08:00.',
  });
}

function acceptUscc(text: string): string {
  const check = checkUscc(text);
  if (check.ok) return check.uscc;
  throw refusal('USCC_MALFORMED', { message: check.problem.message, at: 'uscc' });
}

function acceptDivision(text: string): string {
  const division = divisionByCode(text);
  if (division) return division.code;
  throw refusal('DIVISION_UNKNOWN', {
    at: 'division',
    message: `There is no administrative division "${text.slice(0, 20)}".`,
  });
}

/**
 * The scalars of the prelude. Values are strings on both sides; a division must exist, a USCC must have its
 * shape (its check character is a warning where it is used, never a refusal: two really issued codes fail it).
 */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  Date: textScalar('Date', acceptDate),
  DateTime: textScalar('DateTime', acceptInstant),
  USCC: textScalar('USCC', acceptUscc),
  DivisionCode: textScalar('DivisionCode', acceptDivision),
};

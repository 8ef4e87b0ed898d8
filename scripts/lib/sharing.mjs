import { buildSchema, isInputObjectType, isNonNullType, isObjectType } from 'graphql';
import { catalogOf, maskOf, shareOf } from '@huitong/contract';

/**
 * What the sharing rules forbid in a schema (政务数据共享条例 arts 13–15): a shared type without a catalogue entry,
 * CONDITIONAL without purposes, NOT_SHARED without its basis, a protected or personal field that cannot be null, and
 * a filter or an order by a protected field, which would tell its value to somebody who may not read it.
 *
 * @param {string} supergraphSdl
 * @returns {string[]} problems, each beginning with the rule's name and the coordinate
 */
export function sharingProblems(supergraphSdl) {
  const schema = buildSchema(supergraphSdl, { assumeValidSDL: true, assumeValid: true });
  const problems = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) problems.push(...objectProblems(type), ...inputProblems(schema, type));
  }
  return problems;
}

function statement(coordinate, share) {
  if (!share) return [];
  if (share.attribute === 'CONDITIONAL' && share.purposes.length === 0) {
    return [`SHARING: ${coordinate} is CONDITIONAL and names no purposes`];
  }
  if (share.attribute === 'NOT_SHARED' && !share.basis) {
    return [`SHARING: ${coordinate} is NOT_SHARED and names no legal basis`];
  }
  return [];
}

function objectProblems(type) {
  const share = shareOf(type);
  const problems = statement(type.name, share);
  if (share && !catalogOf(type)) problems.push(`SHARING: ${type.name} is shared and has no @catalog entry`);
  for (const field of Object.values(type.getFields())) {
    const coordinate = `${type.name}.${field.name}`;
    const own = shareOf(field);
    problems.push(...statement(coordinate, own));
    const withheld = maskOf(field) || (own && own.attribute !== 'UNCONDITIONAL');
    if (withheld && isNonNullType(field.type)) {
      problems.push(`SHARING: ${coordinate} can be withheld and must be nullable`);
    }
  }
  return problems;
}

const protectedFields = (type) =>
  Object.values(type.getFields())
    .filter((field) => maskOf(field) || (shareOf(field)?.attribute ?? 'UNCONDITIONAL') !== 'UNCONDITIONAL')
    .map((field) => field.name);

const screamingCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** Filters and orders of a type are found by name: CoalMineWhere, CoalMineOrderField. */
function inputProblems(schema, type) {
  const problems = [];
  const where = schema.getType(`${type.name}Where`);
  const order = schema.getType(`${type.name}OrderField`);
  for (const name of protectedFields(type)) {
    if (isInputObjectType(where)) {
      for (const field of Object.keys(where.getFields()).filter((one) =>
        new RegExp(`^${name}(?![a-z])`).test(one),
      )) {
        problems.push(`SHARING: ${where.name}.${field} filters by the protected field ${type.name}.${name}`);
      }
    }
    for (const value of order?.getValues?.() ?? []) {
      if (new RegExp(`^${screamingCase(name)}(_|$)`).test(value.name)) {
        problems.push(
          `SHARING: ${order.name}.${value.name} sorts by the protected field ${type.name}.${name}`,
        );
      }
    }
  }
  return problems;
}

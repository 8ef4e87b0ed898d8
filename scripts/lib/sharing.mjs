import { buildSchema, getNamedType, isInputObjectType, isNonNullType, isObjectType } from 'graphql';
import { catalogOf, joinRiskOf, maskOf, shareOf } from '@huitong/contract';
import { personalKind, strayExemptions } from './personal.mjs';

/**
 * What the sharing rules forbid in a schema (政务数据共享条例 arts 13–15): a shared type without a catalogue entry,
 * CONDITIONAL without purposes, NOT_SHARED without its basis, a protected or personal field that cannot be null, a
 * filter or an order by a protected field, which would tell its value to somebody who may not read it, a field that by
 * its name holds personal data and has no mask, and a group of joined risks that joins nothing.
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
  problems.push(...joinRiskProblems(schema));
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
    const personal = personalKind(type.name, field.name, getNamedType(field.type).name);
    if (personal && !maskOf(field)) {
      problems.push(
        `SHARING: ${coordinate} holds personal data by its name and has no @mask(kind: ${personal}); if it holds none, say why in scripts/lib/personal.mjs`,
      );
    }
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

/** Fields of one group are counted together, up to one limit: a group of one field would join nothing. */
function joinRiskProblems(schema) {
  const groups = new Map();
  const problems = [];
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const risk = joinRiskOf(field);
      if (!risk) continue;
      const coordinate = `${type.name}.${field.name}`;
      if (risk.limit < 1) {
        problems.push(`SHARING: ${coordinate} has @joinRisk with the limit ${risk.limit}; it is 1 or more`);
      }
      groups.set(risk.group, [...(groups.get(risk.group) ?? []), { coordinate, limit: risk.limit }]);
    }
  }
  for (const [group, [first, ...others]] of groups) {
    if (others.length === 0) {
      problems.push(`SHARING: ${first.coordinate} is the only field of the @joinRisk group "${group}"`);
    }
    for (const { coordinate, limit } of others.filter((one) => one.limit !== first.limit)) {
      problems.push(
        `SHARING: ${coordinate} gives the @joinRisk group "${group}" the limit ${limit}, ${first.coordinate} gives it ${first.limit}`,
      );
    }
  }
  return problems;
}

/**
 * Exemptions of the check of personal data that no field needs any longer; asked for the whole graph, not for a part.
 *
 * @param {string} supergraphSdl
 * @returns {string[]} problems
 */
export function exemptionProblems(supergraphSdl) {
  const schema = buildSchema(supergraphSdl, { assumeValidSDL: true, assumeValid: true });
  const exists = (coordinate) => {
    const [typeName, field] = coordinate.split('.');
    const type = schema.getType(typeName);
    return isObjectType(type) && Object.hasOwn(type.getFields(), field);
  };
  return strayExemptions(exists).map(
    (coordinate) => `SHARING: scripts/lib/personal.mjs exempts ${coordinate}, which needs no exemption`,
  );
}

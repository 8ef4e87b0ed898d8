import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { DepartmentLine, VerifiedCaller } from '@huitong/contract';
import { demoLine, demoUscc } from '@huitong/kit';
import { caller } from '@huitong/kit/testing';
import { read } from './tree.js';

/** The lists that the whole graph offers, read from the supergraph. */
export const schema = buildSchema(read('gateway', 'supergraph.graphql'), {
  assumeValidSDL: true,
  assumeValid: true,
});

/** Who owns a subgraph's demo rows, so that nothing is refused. */
const owners: Readonly<Record<string, DepartmentLine>> = {
  commons: 'SAFETY_COMMITTEE',
  mines: 'ENERGY',
  hazmat: 'EMERGENCY',
  fire: 'FIRE',
  emergency: 'EMERGENCY',
  sharing: 'DATA',
};

/**
 * An officer of every department whose rows stand in a subgraph, so that nothing is hidden: coal is the energy
 * bureau's, ponds are the emergency bureau's, and trade in controlled chemicals is the police's.
 */
export function officerOfAll(subgraph: string): VerifiedCaller {
  const lines = [owners[subgraph] as DepartmentLine, 'EMERGENCY', 'ENERGY', 'PUBLIC_SECURITY'] as const;
  const departments = lines.flatMap((line) => demoLine(line, '140500'));
  return caller(lines[0], '140500', { departments });
}

/** A literal that a value of the type may be. */
export function literal(type: GraphQLInputType, depth = 0): string {
  if (isNonNullType(type)) return literal(type.ofType, depth);
  if (isListType(type)) return `[${literal(type.ofType, depth)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{${required.map((field) => `${field.name}: ${literal(field.type, depth + 1)}`).join(', ')}}`;
  }
  const literals: Readonly<Record<string, string>> = {
    Int: '1',
    Float: '1.5',
    Boolean: 'true',
    Date: '"2026-01-01"',
    DateTime: '"2026-01-01T00:00:00+08:00"',
    DivisionCode: '"140581"',
    USCC: `"${demoUscc('ENERGY', '140500')}"`,
  };
  return literals[type.name] ?? '"1234567"';
}

export interface ListField {
  readonly name: string;
  readonly args: readonly GraphQLArgument[];
  readonly row: GraphQLObjectType;
}

/** The lists that a subgraph offers at its root. */
export function listsOf(subgraph: string): ListField[] {
  const query = schema.getQueryType() as GraphQLObjectType;
  return Object.values(query.getFields())
    .filter((field) => ownerOf(field) === subgraph)
    .map((field) => ({ field, page: getNamedType(field.type) }))
    .filter(({ page }) => isObjectType(page) && page.name.endsWith('Connection'))
    .map(({ field, page }) => {
      const row = getNamedType(
        (page as GraphQLObjectType).getFields()['nodes']?.type as GraphQLOutputType,
      ) as GraphQLObjectType;
      return { name: field.name, args: field.args, row };
    });
}

export function ownerOf(field: GraphQLField<unknown, unknown>): string {
  const join = field.astNode?.directives?.find((directive) => directive.name.value === 'join__field');
  const graph = join?.arguments?.find((argument) => argument.name.value === 'graph')?.value;
  return graph?.kind === 'EnumValue' ? graph.value.toLowerCase() : '';
}

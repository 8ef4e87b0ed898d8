import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { joinRiskOf } from '@huitong/contract';
import type { SubgraphContext } from '../subgraph/context.js';
import { isOwned, isOwnRow } from './fieldRules.js';
import { maskValue } from './mask.js';
import { whenThere } from './whenThere.js';

type Resolve = GraphQLFieldResolver<unknown, SubgraphContext>;
type Field = GraphQLField<unknown, SubgraphContext>;

const isOthers = ({ caller }: SubgraphContext, source: unknown) =>
  !(isOwned(source) && isOwnRow(caller, source));

/** Counts the value, or rounds it where it is a place that the gateway wants rounded for this request. */
function guarded(coordinate: string, resolve: Resolve): Resolve {
  return (source, args, context, info) =>
    whenThere(resolve(source, args, context, info), (value) => {
      if (value === null || value === undefined || !isOthers(context, source)) return value;
      if (context.caller.coarse?.includes(coordinate)) return maskValue('COORDINATE', value);
      const { joined } = context.notes;
      joined.set(coordinate, (joined.get(coordinate) ?? 0) + 1);
      return value;
    });
}

/** About what a coordinate is rounded to. */
const coarseMetres = 1000;

/** How far away a node is tells where it is. */
function roundedDistance(place: string, resolve: Resolve): Resolve {
  return (source, args, context, info) =>
    whenThere(resolve(source, args, context, info), (metres) => {
      if (typeof metres !== 'number' || !context.caller.coarse?.includes(place)) return metres;
      if (!isOthers(context, (source as { readonly node?: unknown }).node)) return metres;
      return Math.round(metres / coarseMetres) * coarseMetres;
    });
}

const resolverOf = (field: Field) => (field.resolve ?? defaultFieldResolver) as Resolve;

function applyTo(schema: GraphQLSchema, type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields()) as Field[]) {
    if (!joinRiskOf(field)) continue;
    const coordinate = `${type.name}.${field.name}`;
    field.resolve = guarded(coordinate, resolverOf(field));
    const edge = schema.getType(`${type.name}Edge`);
    const distance = isObjectType(edge) ? edge.getFields()['distanceMetres'] : undefined;
    if (distance && getNamedType(field.type).name === 'Point') {
      distance.resolve = roundedDistance(coordinate, resolverOf(distance as Field));
    }
  }
}

/**
 * The subgraph's part of `@joinRisk` (政务数据共享条例 art. 25): it rounds the places that the gateway names to two
 * decimals of a degree, about a kilometre, before they leave, for whatever needs them beyond this subgraph too; and
 * it counts what it gave of these fields, so that the gateway can bound what is put together request by request. A
 * row of the caller's own is neither rounded nor counted.
 * Changes `schema` in place and returns it.
 */
export function applyJoinRisks(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) if (isObjectType(type)) applyTo(schema, type);
  return schema;
}

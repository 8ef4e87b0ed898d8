import { buildSchema, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { isNode, rootNode, rowNode, type Facts, type Node } from './facts.js';
import { namedType, ROWS, type World } from './model.js';
import { monolithSdl } from './print.js';
import { fromFacts } from './selections.js';

/** An object on its way through graphql-js. */
export interface Source {
  readonly __typename: string;
  readonly node: Node;
}

/** What the resolvers of one case share. */
export interface Place {
  readonly world: World;
  readonly facts: Facts;
  /** Mutation fields that ran, in order. */
  readonly effects: string[];
}

/** Gives every field of every object type the one resolver. */
export function install<S extends Source>(
  schema: GraphQLSchema,
  resolve: (source: S | undefined, type: string, field: string, args: object) => unknown,
): void {
  const resolver: GraphQLFieldResolver<S | undefined, unknown> = (source, args, _, info) =>
    resolve(source, info.parentType.name, info.fieldName, args as object);
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('_'))
      for (const field of Object.values(type.getFields()))
        if (!field.name.startsWith('_')) field.resolve = resolver;
}

/** Replaces nodes by what graphql-js is to see of them. */
export function wrapped(value: unknown, source: (node: Node) => Source): unknown {
  if (Array.isArray(value)) return value.map((item) => wrapped(item, source));
  return isNode(value) ? source(value) : value;
}

/** A mutation field counts up and returns the row of that number: out of order, other rows would come back. */
export function mutate({ world, effects }: Place, name: string): unknown {
  effects.push(name);
  const { type } = world.objects.get('Mutation')!.fields.find((field) => field.name === name)!;
  const node = rowNode(namedType(type), effects.length % ROWS);
  return [...type.matchAll(/\[/g)].reduce<unknown>((value) => [value], node);
}

/**
 * One schema over all the data, for the callers' view of them.
 *
 * @param full the schema with what is inaccessible
 * @param sdl by default the API schema; another with the same types for another view
 * @param inspect sees each value with its type in SDL, and may replace it
 */
export function monolith(
  place: Place,
  full: GraphQLSchema,
  { sdl = monolithSdl(place.world, 'api'), inspect = (value: unknown, _type: string): unknown => value } = {},
): GraphQLSchema {
  const { world, facts } = place;
  const schema = buildSchema(sdl);
  install(schema, (source, type, name, args) => {
    const node = source?.node ?? rootNode(type);
    const { owners, requires, type: fieldType } = facts.field(node, name);
    const value = (): unknown => {
      if (type === 'Mutation') return mutate(place, name);
      const [owner] = owners;
      if (
        owner !== undefined &&
        world.objects.get(node.type)!.gaps.has(owner) &&
        facts.isMissing(node, owner)
      )
        return null;
      const needs = requires ? [fromFacts(facts, full, node, requires)] : [];
      return facts.value(node, name, [args, ...needs]);
    };
    return wrapped(inspect(value(), fieldType), (inner) => ({ __typename: inner.type, node: inner }));
  });
  return schema;
}

import { buildSubgraphSchema } from '@apollo/subgraph';
import { isInterfaceType, isObjectType, parse, type GraphQLSchema } from 'graphql';
import { rootNode, rowNode, stable, type Node } from './facts.js';
import { ROWS, type FieldModel, type World } from './model.js';
import { install, mutate, wrapped, type Place, type Source } from './monolith.js';
import { isObjectIn, requiredNames } from './presence.js';
import { subgraphSdl } from './print.js';
import { fromFacts, fromRepresentation } from './selections.js';

type Representation = Readonly<Record<string, unknown>>;

interface SubgraphSource extends Source {
  /** What the gateway sent, when the object was named by it. */
  readonly representation?: Representation;
  /** The field whose value its parent may provide. */
  readonly provided?: string;
}

/** One subgraph over its part of the data. What a correct gateway never asks of it fails, and so shows in the answer. */
export function subgraph(place: Place, full: GraphQLSchema, index: number): GraphQLSchema {
  const { world, facts } = place;
  const schema = buildSubgraphSchema({ typeDefs: parse(subgraphSdl(world, index)) });
  for (const type of Object.values(schema.getTypeMap())) {
    const isEntity = world.objects.get(type.name)?.kind === 'entity' || world.interfaces.has(type.name);
    if (!isEntity || !(isObjectType(type) || isInterfaceType(type))) continue;
    const resolveReference = (sent: Representation) =>
      referenced(place, full, { index, type: type.name, sent });
    Object.assign(type.extensions, { apollo: { subgraph: { resolveReference } } });
  }
  install<SubgraphSource>(schema, (source, type, name, args) => {
    const node = source?.node ?? rootNode(type);
    const field = facts.field(node, name);
    const value =
      type === 'Mutation' ? mutate(place, name) : resolved(place, full, { index, node, field, args, source });
    return wrapped(value, (inner) => ({
      __typename: typeIn(world, inner, schema),
      node: inner,
      ...(field.provides ? { provided: field.provides } : {}),
    }));
  });
  return schema;
}

/** A member of an interface that is an object here has its name. */
function typeIn({ interfaces }: World, { type }: Node, schema: GraphQLSchema): string {
  if (schema.getType(type)) return type;
  const all = [...interfaces.values()];
  return all.find(({ members, name }) => members.includes(type) && isObjectType(schema.getType(name)))!.name;
}

interface Asked {
  readonly index: number;
  readonly node: Node;
  readonly field: FieldModel;
  readonly args: object;
  readonly source: SubgraphSource | undefined;
}

function resolved(
  { world, facts }: Place,
  full: GraphQLSchema,
  { index, node, field, args, source }: Asked,
): unknown {
  const { name, owners, override, requires } = field;
  const isOwner = field.key || owners.length === 0 || owners.includes(index);
  const isFormerOwner = override?.from === index;
  if (isFormerOwner && !override.label) throw new Error(`${name} was overridden.`);
  if (!isOwner && !isFormerOwner && source?.provided !== name) throw new Error(`${name} is external here.`);
  const hasGaps = isOwner && !field.key && world.objects.get(node.type)!.gaps.has(index);
  if (hasGaps && facts.isMissing(node, index)) return null;
  if (!requires || !isOwner) return facts.value(node, name, [args]);
  const isProvided = requiredNames(requires).every((each) => each === source?.provided);
  if (isProvided) return facts.value(node, name, [args, fromFacts(facts, full, node, requires)]);
  if (!source?.representation) throw new Error(`${name} was asked without what it requires.`);
  return facts.value(node, name, [args, fromRepresentation(source.representation, requires)]);
}

interface Reference {
  readonly index: number;
  readonly type: string;
  readonly sent: Representation;
}

/** Finds the row that a representation names by one of the subgraph's keys; all whole keys in it must agree. */
function referenced(
  place: Place,
  full: GraphQLSchema,
  { index, type, sent }: Reference,
): SubgraphSource | null {
  const { world, facts } = place;
  const face = world.interfaces.get(type);
  const object = world.objects.get(type);
  const texts = face ? ['id'] : object!.keysIn[index]!.map((key) => object!.keys[key]!.text);
  const whole = texts.filter((text) => isWhole(fromRepresentation(sent, text)));
  if (whole.length === 0) throw new Error(`A representation of ${type} has no key: ${JSON.stringify(sent)}`);
  for (const member of face?.members ?? [type]) {
    for (let row = 0; row < ROWS; row++) {
      const node = rowNode(member, row);
      const isNamed = whole.every(
        (text) => stable(fromFacts(facts, full, node, text)) === stable(fromRepresentation(sent, text)),
      );
      if (!isNamed) continue;
      if (facts.isMissing(node, index)) return null;
      return { __typename: isObjectIn(world, type, index) ? type : member, node, representation: sent };
    }
  }
  throw new Error(`A representation of ${type} names no row: ${JSON.stringify(sent)}`);
}

function isWhole(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== null && value !== undefined;
  return Object.values(value).every(isWhole);
}

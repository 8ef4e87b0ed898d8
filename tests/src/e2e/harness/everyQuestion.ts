import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** A question that reads rows of one type, and what it reads of them. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

type Shape = 'NODES' | 'EDGES';

interface Reading {
  readonly depth: number;
  /** Rows of each nested list. */
  readonly first: number;
  readonly shape: Shape;
  /** Asks for personal data in clear as well, under an alias. */
  readonly unmask: boolean;
}

const named = (field: GraphQLField<unknown, unknown>) => getNamedType(field.type);
const fieldsOf = (type: GraphQLObjectType) => Object.values(type.getFields());

/** The type of the rows of a connection; null for another type. */
function rowsOf(type: unknown): GraphQLObjectType | null {
  if (!isObjectType(type) || !type.name.endsWith('Connection')) return null;
  const nodes = type.getFields()['nodes'];
  const rows = nodes && named(nodes);
  return isObjectType(rows) ? rows : null;
}

function leaf(field: GraphQLField<unknown, unknown>, { unmask }: Reading): string {
  const clear = unmask && field.args.some(({ name }) => name === 'unmask');
  return clear ? `${field.name} clear_${field.name}: ${field.name}(unmask: {reason: "curious"})` : field.name;
}

function branch(field: GraphQLField<unknown, unknown>, reading: Reading): string {
  const first = field.args.some(({ name }) => name === 'first') ? `(first: ${reading.first})` : '';
  const type = named(field);
  const rows = rowsOf(type);
  const next = { ...reading, depth: reading.depth - 1 };
  if (isUnionType(type)) return `${field.name}${first} ${memberSelection(type)}`;
  if (!rows) return isObjectType(type) ? `${field.name}${first} ${selection(type, next)}` : '';
  const inner = selection(rows, next);
  const list = reading.shape === 'NODES' ? `nodes ${inner}` : `edges { cursor node ${inner} }`;
  return `${field.name}${first} { totalCount ${list} }`;
}

/** What can be read of a union's members; without the fields that two members have under one name with two types. */
function memberSelection(union: GraphQLUnionType): string {
  const types = new Map<string, Set<string>>();
  const leavesOf = (type: GraphQLObjectType) =>
    fieldsOf(type).filter((field) => isLeafType(named(field)) && !field.args.some(isRequiredArgument));
  for (const { name, type } of union.getTypes().flatMap(leavesOf))
    types.set(name, (types.get(name) ?? new Set()).add(String(type)));
  const members = union.getTypes().map((type) => {
    const names = leavesOf(type).map(({ name }) => name);
    return `... on ${type.name} { ${names.filter((name) => types.get(name)?.size === 1).join(' ')} __typename }`;
  });
  return `{ __typename ${members.join(' ')} }`;
}

/** Everything that can be read of a type, as deep as asked. */
function selection(type: GraphQLObjectType, reading: Reading): string {
  const parts = fieldsOf(type).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(named(field))) return [leaf(field, reading)];
    return reading.depth > 0 ? [branch(field, reading)] : [];
  });
  return `{ __typename ${parts.join(' ')} }`;
}

/** The lists at the root of the graph, with the type of their rows. */
export function rootLists(schema: GraphQLSchema) {
  return fieldsOf(schema.getQueryType() as GraphQLObjectType).flatMap((field) => {
    const rows = rowsOf(named(field));
    return rows ? [{ field, rows }] : [];
  });
}

/** One question for each root list: every row, with its own fields. */
export const everyRow = (schema: GraphQLSchema): Question[] =>
  rootLists(schema).map(({ field, rows }) => ({
    name: `every row of ${field.name}`,
    query: `{ ${field.name}(first: 500) { totalCount nodes ${selection(rows, { depth: 0, first: 1, shape: 'NODES', unmask: true })} } }`,
  }));

/**
 * One question for each root list: some rows, with everything one edge away. How many is a variable, so that callers who
 * read fewer ask the same question. Behind the edges of a division stand whole departments: four of them are enough.
 */
export const everyNeighbour = (schema: GraphQLSchema, shape: Shape, rowsRead: number): Question[] =>
  rootLists(schema).map(({ field, rows }) => {
    const inner = selection(rows, { depth: 1, first: 3, shape, unmask: false });
    const list = shape === 'NODES' ? `nodes ${inner}` : `edges { node ${inner} }`;
    return {
      name: `neighbours (${shape}) of ${field.name}`,
      query: `query ($first: Int) { ${field.name}(first: $first) { ${list} } }`,
      variables: { first: field.name === 'divisions' ? 4 : rowsRead },
    };
  });

/** One question for each edge of each root list's rows: everything two edges behind it. */
export const everyWay = (schema: GraphQLSchema): Question[] =>
  rootLists(schema).flatMap(({ field, rows }) =>
    fieldsOf(rows)
      .filter((edge) => !isLeafType(named(edge)) && !edge.args.some(isRequiredArgument))
      .map((edge) => ({
        name: `${field.name} → ${edge.name} → everything`,
        query: `{ ${field.name}(first: 8) { nodes { ${branch(edge, { depth: 2, first: 3, shape: 'NODES', unmask: false })} } } }`,
      })),
  );

/** One question for each root list: every field under another name, in fragments, in conditions, twice. */
export const everyDisguise = (schema: GraphQLSchema): Question[] =>
  rootLists(schema).map(({ field, rows }) => {
    const leaves = fieldsOf(rows).filter(
      (one) => isLeafType(named(one)) && !one.args.some(isRequiredArgument),
    );
    const aliased = leaves.slice(0, 40).map((one, index) => `n${index}: ${one.name}`);
    const plain = leaves.map((one) => one.name).join(' ');
    return {
      name: `disguises of ${field.name}`,
      query: `query ($yes: Boolean = true) {
        list: ${field.name}(first: 200) {
          rows: nodes { ...Aliased ... on ${rows.name} @include(if: $yes) { ...Again } ... @skip(if: false) { ${plain} } }
          edges { node { ...Again } }
        }
      }
      fragment Aliased on ${rows.name} { ${aliased.join(' ')} }
      fragment Again on ${rows.name} { ${plain} ...More }
      fragment More on ${rows.name} { ${plain} }`,
    };
  });

/** One question for each field of the root that reads one row by its key. */
export function everyLookup(
  schema: GraphQLSchema,
  keys: (rows: string, key: string) => readonly string[],
): Question[] {
  return fieldsOf(schema.getQueryType() as GraphQLObjectType).flatMap((field) => {
    const type = named(field);
    if (rowsOf(type) || !isObjectType(type)) return [];
    const [key] = field.args;
    const reading: Reading = { depth: 1, first: 3, shape: 'NODES', unmask: true };
    return keys(type.name, key?.name ?? '').map((value) => ({
      name: `${field.name} by ${key?.name}`,
      query: `{ ${field.name}(${key?.name}: ${value}) ${selection(type, reading)} }`,
    }));
  });
}

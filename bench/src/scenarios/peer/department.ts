import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import DataLoader from 'dataloader';
import { parse } from 'graphql';
import { DataSource, type EntityTarget, In, type ObjectLiteral, type Repository } from 'typeorm';
import type { SubgraphDefinition } from '@huitong/kit';

type Row = ObjectLiteral & { readonly id?: string };

type Order = Readonly<Record<string, 'ASC'>>;

/** What a resolver of the common recipe has: repositories, and dataloaders made anew for each request. */
export interface Context {
  /** Repository of an entity, by the entity's name. */
  repository(entity: string): Repository<Row>;
  /** Loads one row by a property that identifies it. */
  one(entity: string, property: string): DataLoader<string, Row | null>;
  /** Loads the rows that belong to a parent, as the lists of the house are sorted: by name, ties by id. */
  many(entity: string, property: string, order?: Order): DataLoader<string, Row[]>;
}

/** One department's service as the documentation of Apollo and TypeORM would have it built. */
export interface Department {
  readonly name: string;
  readonly schema: string;
  readonly resolvers: Record<string, unknown>;
}

const grouped = (rows: readonly Row[], property: string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[property]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
};

function contextOf(source: DataSource, entities: ReadonlyMap<string, EntityTarget<Row>>): Context {
  const loaders = new Map<string, DataLoader<string, never>>();
  const repository = (entity: string) => source.getRepository(entities.get(entity) as EntityTarget<Row>);
  const loader = <Value>(
    name: string,
    entity: string,
    { property, order = {} }: { readonly property: string; readonly order?: Order },
    pick: (rows: Row[]) => Value,
  ): DataLoader<string, Value> => {
    let found = loaders.get(name) as DataLoader<string, Value> | undefined;
    if (!found) {
      found = new DataLoader(async (keys) => {
        const rows = await repository(entity).find({ where: { [property]: In([...keys]) }, order });
        const groups = grouped(rows, property);
        return keys.map((key) => pick(groups.get(key) ?? []));
      });
      loaders.set(name, found as never);
    }
    return found;
  };
  return {
    repository,
    one: (entity, property) =>
      loader(`one ${entity} ${property}`, entity, { property }, ([row]) => row ?? null),
    many: (entity, property, order = { name: 'ASC', id: 'ASC' }) =>
      loader(`many ${entity} ${property}`, entity, { property, order }, (rows) => rows),
  };
}

const prelude = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  scalar USCC
  scalar DivisionCode
`;

/**
 * Serves one department over HTTP: stock `@apollo/server` and `@apollo/subgraph`, TypeORM repositories over the same
 * tables, dataloaders on references. It has no row scope, no sharing rules, no record and no limits.
 * @param url address of the database, past row security
 * @returns address of the service
 */
export async function serveDepartment(
  { schema, resolvers }: Department,
  definition: SubgraphDefinition,
  url: string,
): Promise<string> {
  const source = await new DataSource({
    type: 'postgres',
    url,
    entities: [...definition.entities] as never,
    poolSize: 10,
    installExtensions: false,
  }).initialize();
  const entities = new Map(definition.entities.map((entity) => [entity.name, entity as EntityTarget<Row>]));
  const server = new ApolloServer<Context>({
    schema: buildSubgraphSchema({ typeDefs: parse(prelude + schema), resolvers: resolvers as never }),
  });
  const { url: address } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: () => Promise.resolve(contextOf(source, entities)),
  });
  return address;
}

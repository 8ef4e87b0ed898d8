import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { prelude } from '@huitong/contract';
import { applyFieldRules } from '../sharing/fieldRules.js';
import { schemaText, type SubgraphDefinition } from './define.js';
import { scalars } from './scalars.js';

/** The executable schema of a subgraph: prelude and schema.graphql, resolvers, sharing rules around them. */
export function subgraphSchema(definition: SubgraphDefinition): GraphQLSchema {
  const typeDefs = parse(`${prelude}\n${schemaText(definition)}`);
  const resolvers = { ...scalars, ...definition.resolvers } as never;
  return applyFieldRules(buildSubgraphSchema([{ typeDefs, resolvers }]));
}

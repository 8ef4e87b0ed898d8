import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { prelude } from '@huitong/contract';
import { markDisputes } from '../sharing/disputes.js';
import { applyFieldRules } from '../sharing/fieldRules.js';
import { applyJoinRisks } from '../sharing/joinRisk.js';
import { applySmallCounts } from '../sharing/smallCounts.js';
import { schemaText, type SubgraphDefinition } from './define.js';
import { scalars } from './scalars.js';

/** Built once for a definition: federation builds, checks, prints and builds again, half a second for a large one. */
const built = new WeakMap<SubgraphDefinition, GraphQLSchema>();

/** The executable schema of a subgraph: prelude and schema.graphql, resolvers, sharing rules around them. */
export function subgraphSchema(definition: SubgraphDefinition): GraphQLSchema {
  let schema = built.get(definition);
  if (!schema) {
    const typeDefs = parse(`${prelude}\n${schemaText(definition)}`);
    const resolvers = { ...scalars, ...definition.resolvers } as never;
    const own = applyFieldRules(markDisputes(buildSubgraphSchema([{ typeDefs, resolvers }])));
    schema = applySmallCounts(applyJoinRisks(own));
    built.set(definition, schema);
  }
  return schema;
}

import type { Schema } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { print, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Executor } from '../executor.js';
import type { ObjectShape } from '../ir.js';
import type { Plan } from '../plan.js';
import { buildOperationContext } from './apollo.js';
import type { StockPlanData } from './compile-plan.js';
import { executeStock } from './execute.js';

/** What the stock executor needs of a plan, computed once per plan. */
export interface StockPlan extends Plan {
  readonly queryPlan: QueryPlan;
  readonly operation: OperationDefinitionNode;
  readonly operationContext: ReturnType<typeof buildOperationContext>;
  /** By the text of the fetch, which is what a data source is given. */
  readonly shapes: ReadonlyMap<string, ObjectShape>;
}

export interface StockSchemas {
  readonly supergraphSchema: GraphQLSchema;
  readonly apiSchema: GraphQLSchema;
  /** The same API schema in the planner's own model. */
  readonly plannerApiSchema: Schema;
}

/** Apollo's executor behind our front door: the reference that ours is compared with. */
export function stockExecutor<Context>(schemas: StockSchemas): Executor<Context> {
  return {
    source: print,
    finish({ id, json, document, operation, operationName }): StockPlan {
      const { queryPlan, fetches } = JSON.parse(json) as StockPlanData;
      return {
        id,
        subgraphs: [...new Set(fetches.map(({ subgraph }) => subgraph))],
        fetches: fetches.map(({ shape: _, ...fetch }) => fetch),
        queryPlan,
        operation,
        operationContext: buildOperationContext({
          schema: schemas.apiSchema,
          operationDocument: document,
          ...(operationName ? { operationName } : {}),
        }),
        shapes: new Map(fetches.map(({ operation: text, shape }) => [text, shape])),
      };
    },
    execute: (plan, transports, run) => executeStock(schemas, transports, plan as StockPlan, run),
  };
}

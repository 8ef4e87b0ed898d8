import { print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { compilePlan, type CompiledPlan } from '../compile/compile-plan.js';
import { pathText } from '../compile/compile-fetch.js';
import { TypeNames } from '../compile/type-names.js';
import type { Executor } from '../executor.js';
import type { PlanIr } from '../ir.js';
import type { Plan } from '../plan.js';
import { PlanNames } from '../planning/plan-names.js';
import { executeCompiled } from './execute.js';

interface ExecutablePlan extends Plan {
  readonly compiled: CompiledPlan;
}

/** Our executor: plan → compile → execute → shape. */
export function compiledExecutor<Context>(schemas: {
  readonly apiSchema: GraphQLSchema;
  readonly supergraphSchema: GraphQLSchema;
  /** The supergraph's schema as a document. */
  readonly supergraph: DocumentNode;
}): Executor<Context> {
  const names = new PlanNames(schemas.supergraph);
  const about = { apiSchema: schemas.apiSchema, types: new TypeNames(schemas.supergraphSchema), names };
  return {
    source: (document) => print(names.document(document)),
    finish({ id, json, document, operation }): ExecutablePlan {
      const ir = JSON.parse(json) as PlanIr;
      return {
        id,
        subgraphs: [...new Set(ir.fetches.map(({ subgraph }) => subgraph))],
        fetches: ir.fetches.map((fetch) => ({
          subgraph: fetch.subgraph,
          path: pathText(fetch),
          entities: fetch.requires !== undefined,
          operation: fetch.operation,
        })),
        compiled: compilePlan(ir, { document, operation }, about),
      };
    },
    execute: (plan, transports, run) => executeCompiled((plan as ExecutablePlan).compiled, transports, run),
  };
}

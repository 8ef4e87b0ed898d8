import { PlanningError } from '@huitong/engine';
import { refusal } from '@huitong/contract';
import { type Allotted, type Planned, widen } from '../contexts.js';

/**
 * Finds out which subgraphs are asked what. Plans are kept by the reduced operation, so that departments which may
 * read the same share one.
 * @throws Refusal PLANNING_TIMEOUT, OVERLOADED.
 */
export async function plan(allotted: Allotted): Promise<Planned> {
  const { document, operationName, planKey, denials } = allotted.reduction;
  try {
    const { supergraph } = allotted.served;
    const operation = {
      document,
      key: planKey,
      ...(operationName === null ? {} : { operationName }),
      ...(denials.directives ? { denials: denials.directives } : {}),
    };
    const { signal } = allotted.exchange;
    const found = supergraph.kept(operation) ?? (await supergraph.plan(operation, { signal }));
    return widen<Allotted, Planned>(allotted, { plan: found });
  } catch (error) {
    if (!(error instanceof PlanningError)) throw error;
    if (error.kind === 'TIMEOUT') throw refusal('PLANNING_TIMEOUT', { cause: error });
    if (error.kind === 'QUEUE_FULL') throw refusal('OVERLOADED', { cause: error });
    throw error;
  }
}

import { refusal, type VerifiedCaller } from '@huitong/contract';
import { type Bounded, type Parsed, widen } from '../contexts.js';
import { type AnswerSize, answerSize } from '../limits/answerSize.js';
import type { Introspection, Limits } from '../options.js';

export interface LimitServices {
  readonly introspection: Introspection;
  readonly limits: Limits;
}

function mayIntrospect(introspection: Introspection, caller: VerifiedCaller | null): boolean {
  if (typeof introspection === 'boolean') return introspection;
  return caller !== null && introspection.roles.includes(caller.role);
}

function sizeOf(
  { checked, served, variables, document, operation }: Parsed,
  { listSize }: Limits,
): AnswerSize {
  if (checked.size) return checked.size;
  const { supergraph, costs } = served;
  const { apiSchema: schema } = supergraph;
  const size = answerSize({ document, operation, schema, variables, rules: costs, listSize });
  if (size.constant) checked.size = size;
  return size;
}

/**
 * Judges what this request of the operation may cost under its variables, before anything is planned. What the
 * document alone tells was judged with it, before it was validated.
 * @throws Refusal INTROSPECTION_DISABLED, TOO_MANY_OBJECTS, TOO_COSTLY.
 */
export function limit(parsed: Parsed, { introspection, limits }: LimitServices): Bounded {
  const { checked, caller, budget } = parsed;
  if (checked.introspects && !mayIntrospect(introspection, caller)) throw refusal('INTROSPECTION_DISABLED');
  const size = sizeOf(parsed, limits);
  budget.spend(size);
  return widen<Parsed, Bounded>(parsed, { measure: checked.measure, size });
}

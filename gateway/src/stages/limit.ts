import { type ErrorCode, refusal } from '@huitong/contract';
import { claim, type Bounded, type Parsed } from '../contexts.js';
import { type Measure, measureOperation } from '../limits/measure.js';
import { largestAnswer } from '../limits/rows.js';
import type { Limits } from '../options.js';

export interface LimitServices {
  readonly limits: Limits;
}

const bounds: readonly {
  readonly of: keyof Measure;
  readonly by: keyof Limits;
  readonly code: ErrorCode;
  readonly message?: string;
}[] = [
  { of: 'selections', by: 'expandedSelections', code: 'TOO_LARGE_EXPANDED' },
  { of: 'depth', by: 'depth', code: 'TOO_DEEP' },
  { of: 'aliases', by: 'aliases', code: 'TOO_MANY_ALIASES' },
  {
    of: 'rootFields',
    by: 'rootFields',
    code: 'TOO_LARGE_EXPANDED',
    message: 'The query has too many fields at its root.',
  },
  {
    of: 'directives',
    by: 'directives',
    code: 'TOO_LARGE_EXPANDED',
    message: 'The query has too many directives.',
  },
];

/**
 * Judges what the operation costs before anything expensive is done with it.
 * @throws Refusal TOO_LARGE_EXPANDED, TOO_DEEP, TOO_MANY_ALIASES, TOO_MANY_OBJECTS.
 */
export function limit(parsed: Parsed, { limits }: LimitServices): Bounded {
  const measure = measureOperation(parsed.document, parsed.operation);
  for (const { of, by, code, message } of bounds) {
    if (measure[of] <= limits[by]) continue;
    throw refusal(code, { ...(message ? { message } : {}), facts: { limit: limits[by] } });
  }
  const schema = parsed.served.supergraph.apiSchema;
  const objects = largestAnswer({ ...parsed, schema });
  if (objects > limits.objects) throw refusal('TOO_MANY_OBJECTS', { facts: { limit: limits.objects } });
  return claim<Bounded>({ ...parsed, measure });
}

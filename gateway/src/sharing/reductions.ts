import { type Denials, type Reduction, reduceOperation, ReductionTooLarge } from '@huitong/engine';
import { refusal } from '@huitong/contract';
import type { CoordinatesRead } from '../records/decisionLog.js';
import type { CheckedDocument, Served } from '../served.js';
import { type CallerDenials, type GatewayDenied, together } from './denials.js';
import type { RefusedJoin } from './joins.js';
import type { RiskyField } from './joinRisks.js';
import { joinsKey } from './policy.js';
import { Readings } from './readings.js';

/** An operation as one class of callers may run it, with what it still reads, for the record. */
export interface PermittedOperation extends Reduction<GatewayDenied> {
  readonly coordinates: CoordinatesRead;
  /** Every coordinate that it still reads. */
  readonly reads: ReadonlySet<string>;
  /** What it reads of groups that are dangerous together, whoever provides it. */
  readonly risky: readonly RiskyField[];
  /** What it was reduced by. */
  readonly denials: CallerDenials;
}

/** Writing out concrete types may multiply what the limit on selections let through, up to this factor. */
const growth = 4;

const nothingRead: CoordinatesRead = { conditional: [], notShared: [], masked: [], others: 0 };

/** Without any rules an operation is planned as it came. */
function unreduced({ document, operation, operationHash }: CheckedDocument): Reduction<GatewayDenied> {
  return {
    document,
    operationName: operation.name?.value ?? null,
    planKey: operationHash,
    shape: null,
    typenameKey: '',
    refusals: new Map(),
  };
}

export interface ReductionFor {
  readonly served: Served;
  /** The limit on expanded selections. */
  readonly maximumSelections: number;
}

/**
 * An operation as callers with these denials may run it; made once for both, whoever asks.
 * @throws Refusal TOO_LARGE_EXPANDED.
 */
export function reductionFor(
  checked: CheckedDocument,
  denials: CallerDenials,
  { served, maximumSelections }: ReductionFor,
): PermittedOperation {
  const { policy, supergraph, reductions } = served;
  const all = together(denials);
  const key = all ? `${checked.operationHash} ${all.signature}` : checked.operationHash;
  const known = reductions.get(key);
  if (known) return known;
  const reader = policy && denials.sharing ? new Readings(policy) : undefined;
  const reduction = all
    ? reduced(checked, {
        denials: all,
        schema: supergraph.apiSchema,
        maximumSelections: maximumSelections * growth,
        ...(reader ? { reader } : {}),
      })
    : unreduced(checked);
  const coordinates = reader?.sorted() ?? nothingRead;
  const reads = reader?.all() ?? new Set<string>();
  const risky = policy?.joinRisks.among(reads) ?? [];
  const permitted = { ...reduction, coordinates, reads, risky, denials };
  reductions.set(key, permitted);
  return permitted;
}

/**
 * An operation without the fields that are refused for those beside them; made once for the operation, the denials and
 * these fields.
 * @throws Refusal TOO_LARGE_EXPANDED.
 */
export function withoutJoins(
  checked: CheckedDocument,
  from: PermittedOperation,
  refused: readonly RefusedJoin[],
  of: ReductionFor,
): PermittedOperation {
  const { policy, reductions } = of.served;
  const { sharing, directives } = from.denials;
  if (refused.length === 0 || !policy || !sharing) return from;
  const signature = together(from.denials)?.signature ?? '';
  const key = `${checked.operationHash} ${signature} ${joinsKey(refused)}`;
  const known = reductions.get(key);
  if (known) return known;
  const denials = { sharing: policy.withJoins(sharing, refused), directives };
  const permitted = reductionFor(checked, denials, of);
  reductions.set(key, permitted);
  return permitted;
}

function reduced(
  { document, operation }: CheckedDocument,
  input: Omit<Parameters<typeof reduceOperation<GatewayDenied>>[0], 'document' | 'operation'> & {
    readonly denials: Denials<GatewayDenied>;
  },
): Reduction<GatewayDenied> {
  try {
    return reduceOperation({ document, operation, ...input });
  } catch (error) {
    if (!(error instanceof ReductionTooLarge)) throw error;
    throw refusal('TOO_LARGE_EXPANDED', { facts: { limit: error.limit } });
  }
}

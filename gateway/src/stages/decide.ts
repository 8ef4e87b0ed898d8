import { refusal } from '@huitong/contract';
import type { Logger } from 'pino';
import { type Decided, type Identified, type Parsed, type Planned, widen } from '../contexts.js';
import type { DecisionLog, DecisionRecord } from '../records/decisionLog.js';
import { recordedCaller, recordedCoordinates, recordedGrants, Shortening } from '../records/recorded.js';

export interface DecideServices {
  /** Null in open mode. */
  readonly decisions: DecisionLog | null;
  readonly logger: Logger;
}

const maximumNameLength = 200;

/** Whether anything that the operation still reads needs proof that it was read. */
function needsProof({ reduction: { coordinates } }: Planned): boolean {
  const { conditional, notShared, masked } = coordinates;
  return conditional.length + notShared.length + masked.length > 0;
}

function recordOf(planned: Planned): DecisionRecord {
  const { served, reduction, exchange, operation, caller } = planned;
  const { coordinates } = reduction;
  const shorten = new Shortening();
  const record: DecisionRecord = {
    kind: 'decision',
    requestId: exchange.requestId,
    decision: planned.refused.length > 0 ? 'reduced' : 'permitted',
    caller: recordedCaller(caller, shorten),
    grants: recordedGrants(
      planned.uses.map(({ grant }) => grant),
      shorten,
    ),
    operation: operation.operation === 'mutation' ? 'mutation' : 'query',
    operationName: reduction.operationName?.slice(0, maximumNameLength) ?? null,
    operationHash: planned.operationHash,
    coordinates: recordedCoordinates(coordinates, shorten),
    refusals: shorten.list(
      'refusals',
      planned.refused.map(({ coordinate }) => coordinate),
    ),
    subgraphs: planned.plan.subgraphs,
    policyVersion: served.policyVersion,
    supergraphVersion: served.supergraph.version,
  };
  return { ...record, ...shorten.note };
}

/**
 * Begins to put the decision on record, before the first fetch; the answer waits for it at its end, so that the disk
 * and the departments work at the same time. Public reads are recorded too, but do not fail with the record.
 */
export async function decide(planned: Planned, services: DecideServices): Promise<Decided> {
  const { decisions, logger } = services;
  if (!decisions) return widen<Planned, Decided>(planned, { durable: null });
  const { operation } = planned.operation;
  const proof = operation === 'mutation' || needsProof(planned);
  const begun = decisions.begin(recordOf(planned), { proof }).then(({ durable }) => durable);
  if (!proof) {
    begun.catch((error: unknown) =>
      logger.error({ err: error }, 'a decision on public data is not on record'),
    );
    return widen<Planned, Decided>(planned, { durable: null });
  }
  const durable = begun.catch((error: unknown) => {
    throw refusal('AUDIT_UNAVAILABLE', { cause: error });
  });
  // Looked at only when the subgraphs have answered; until then its failure is nobody's unhandled rejection.
  durable.catch(() => undefined);
  // A write must not happen unless its record exists; a read is merely withheld.
  if (operation === 'mutation') await durable;
  return widen<Planned, Decided>(planned, { durable });
}

/** Puts a request on record that was refused as a whole, as far as it came. Never fails the reply. */
export function decideRefusal(
  reached: Partial<Identified & Parsed> | null,
  refused: { readonly requestId: string; readonly code: string; readonly milliseconds: number },
  { decisions, logger }: DecideServices,
): void {
  if (!decisions) return;
  const shorten = new Shortening();
  const caller = recordedCaller(reached?.caller ?? null, shorten);
  const operationHash = reached?.operationHash ?? null;
  decisions
    .begin(
      { kind: 'refusal', ...refused, decision: 'refused', caller, operationHash, ...shorten.note },
      { proof: false },
    )
    .then(({ durable }) => durable)
    .catch((error: unknown) => logger.error({ err: error }, 'a refusal is not on record'));
}

import { anonymous } from '@huitong/engine';
import type { Logger } from 'pino';
import { checkDocument, type CheckServices } from '../documents.js';
import type { CallerDenials } from '../sharing/denials.js';
import { reductionFor } from '../sharing/reductions.js';
import type { Served } from '../served.js';
import type { ListedOperation, Manifest } from './manifest.js';

export interface WarmUpServices extends CheckServices {
  readonly manifest: Manifest | null;
  /** Time for all operations together, in milliseconds. */
  readonly warmUpMs: number;
  readonly logger: Logger;
}

/** What came of warming up. */
export interface WarmedUp {
  readonly planned: number;
  readonly failed: number;
  /** Operations that there was no time for; they are planned when they are asked for. */
  readonly left: number;
}

/** What callers may not read of whom nothing special is known, each set once. */
function usualDenials({ supergraph: { authorization }, policy }: Served): readonly CallerDenials[] {
  const rights = [anonymous, { ...anonymous, authenticated: true }];
  const directives = authorization
    ? [...new Set(rights.map((one) => authorization.denialsFor(one)))]
    : [null];
  const sharing = policy ? policy.usualDenials() : [null];
  return directives.flatMap((stated) => sharing.map((shared) => ({ sharing: shared, directives: stated })));
}

/** Plans one operation as each usual class of callers may run it; where nothing is denied they share one plan. */
async function planOne(
  served: Served,
  { query, operationName }: ListedOperation,
  { signal, services }: { signal: AbortSignal; services: WarmUpServices },
): Promise<void> {
  const checked = checkDocument(served, { query, operationName }, services);
  for (const denials of usualDenials(served)) {
    const options = { served, maximumSelections: services.limits.expandedSelections };
    const { document, operationName: name, planKey } = reductionFor(checked, denials, options);
    await served.supergraph.plan(
      {
        document,
        key: planKey,
        ...(name === null ? {} : { operationName: name }),
        ...(denials.directives ? { denials: denials.directives } : {}),
      },
      { signal },
    );
  }
}

/**
 * Plans the listed operations on a version of the supergraph before it answers anybody, so that no request pays for
 * the first plan of an operation. One after the other, because requests on the version in use plan beside it. What
 * fails or takes too long is left to the request that asks for it.
 */
export async function warmUp(served: Served, services: WarmUpServices): Promise<WarmedUp> {
  const { manifest, warmUpMs, logger } = services;
  const operations = warmUpMs > 0 ? (manifest?.operations ?? []) : [];
  const result = { planned: 0, failed: 0, left: 0 };
  if (operations.length === 0) return result;
  const signal = AbortSignal.timeout(warmUpMs);
  for (const operation of operations) {
    if (signal.aborted) {
      result.left += 1;
      continue;
    }
    try {
      await planOne(served, operation, { signal, services });
      result.planned += 1;
    } catch (error) {
      if (signal.aborted) result.left += 1;
      else {
        result.failed += 1;
        logger.warn({ err: error, id: operation.id }, 'a listed operation cannot be planned');
      }
    }
  }
  const level = result.left > 0 ? 'warn' : 'info';
  logger[level]({ version: served.supergraph.version, ...result }, 'listed operations were planned');
  return result;
}

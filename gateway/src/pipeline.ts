import type { Logger } from 'pino';
import type { Admission } from './admission.js';
import type { Exchange, Identified, Parsed, Received, Reply } from './contexts.js';
import type { TokenVerifier } from './identity/tokens.js';
import type { Metrics } from './metrics.js';
import { ClientGone } from './http/body.js';
import type { CostReport, Introspection, Limits, SubgraphDisplay, Unauthorized } from './options.js';
import type { RunningPolicy } from './policy/policy.js';
import type { PersistedOperations } from './persisted/operations.js';
import type { DecisionLog } from './records/decisionLog.js';
import type { Served } from './served.js';
import { allot } from './stages/allot.js';
import { authenticate } from './stages/authenticate.js';
import { authorise } from './stages/authorise.js';
import { decide, decideRefusal } from './stages/decide.js';
import { entitle } from './stages/entitle.js';
import { execute } from './stages/execute.js';
import { limit } from './stages/limit.js';
import { outcome } from './stages/outcome.js';
import { parse } from './stages/parse.js';
import { plan } from './stages/plan.js';
import { receive } from './stages/receive.js';
import { resolve } from './stages/resolve.js';
import { joinBatch } from './answer/batch.js';
import { revalidate } from './answer/revalidate.js';
import { respond, respondRefusal } from './stages/respond.js';
import type { SubgraphHealth } from './subgraphHealth.js';

/** Everything that the stages need, made once for a gateway. */
export interface PipelineServices {
  readonly admission: Admission;
  /** The version of the supergraph that a request arriving now is answered by. */
  readonly current: () => Served;
  readonly tokens: TokenVerifier | null;
  readonly decisions: DecisionLog | null;
  readonly limits: Limits;
  readonly sharing: boolean;
  readonly policy: RunningPolicy | null;
  readonly unauthorized: Unauthorized;
  readonly cost: CostReport;
  readonly production: boolean;
  readonly introspection: Introspection;
  readonly persisted: PersistedOperations;
  readonly departments: ReadonlyMap<string, SubgraphDisplay>;
  readonly health: SubgraphHealth;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * The way of a request, and with {@link answerOne} the one place that shows it:
 * receive → authenticate → entitle → resolve → parse → limit → authorise → allot → plan → decide → execute → outcome →
 * respond.
 *
 * Each stage takes what the one before returned, and the compiler refuses any other order: nothing can be executed
 * that was not authorised, and nothing answered that was not settled. The operations of a batch part after receiving
 * and go the same way beside each other, on one version of the supergraph.
 */
export async function answer(exchange: Exchange, services: PipelineServices): Promise<Reply> {
  let release = (): void => undefined;
  try {
    const served = services.current();
    release = served.supergraph.lease();

    const received = await receive(exchange, { limits: services.limits, served });
    if (!isBatch(received)) return await answerOne(received, services);
    return joinBatch(exchange, await Promise.all(received.map((one) => answerOne(one, services))));
  } catch (thrown) {
    return refuseRequest(exchange, { thrown, reached: null }, services);
  } finally {
    release();
  }
}

/** The way of one operation, from the moment it is known what the client sent. */
async function answerOne(received: Received, services: PipelineServices): Promise<Reply> {
  const { limits } = services;
  let reached: Partial<Identified & Parsed> | null = null;
  let leave = (): void => undefined;
  try {
    // After the body: a place is for work, not for somebody who takes his time to ask.
    leave = services.admission.enter();
    const identified = (reached = await authenticate(received, services));
    const entitled = (reached = entitle(identified, services));
    const resolved = resolve(entitled, services);
    const parsed = (reached = parse(resolved, services));
    const bounded = limit(parsed, services);
    const permitted = authorise(bounded, {
      maximumSelections: limits.expandedSelections,
      unauthorized: services.unauthorized,
    });
    const allotted = allot(permitted, services);
    const planned = await plan(allotted);
    const decided = await decide(planned, services);
    const executed = await execute(decided, limits);
    const settled = await outcome(executed, services);
    const written = respond(settled, services);
    const responded = revalidate(settled, written);

    note(received.exchange, responded.outcome, services);
    return responded.reply;
  } catch (thrown) {
    return refuseRequest(received.exchange, { thrown, reached }, services);
  } finally {
    leave();
  }
}

const isBatch = (received: Received | readonly Received[]): received is readonly Received[] =>
  Array.isArray(received);

/** Nobody reads this reply: the client went away. */
const toNobody: Reply = { status: 499, headers: {}, body: '' };

/** The reply to a request that ends here, with a note of it in metrics, log and record. */
function refuseRequest(
  exchange: Exchange,
  { thrown, reached }: { thrown: unknown; reached: Partial<Identified & Parsed> | null },
  services: PipelineServices,
): Reply {
  const { logger, decisions } = services;
  if (exchange.isGone() || thrown instanceof ClientGone) {
    note(exchange, 'client_gone', services);
    return toNobody;
  }
  const refused = respondRefusal(exchange, thrown, { logger });
  const { requestId, startedAt } = exchange;
  const milliseconds = Math.round(performance.now() - startedAt);
  decideRefusal(reached, { requestId, code: refused.outcome, milliseconds }, { decisions, logger });
  note(exchange, refused.outcome, services);
  return refused.reply;
}

function note(exchange: Exchange, outcome: string, { metrics, logger }: PipelineServices): void {
  const { requestId, clientRequestId, startedAt } = exchange;
  const milliseconds = Math.round(performance.now() - startedAt);
  metrics.requested(outcome, milliseconds);
  logger.info({ requestId, clientRequestId, outcome, milliseconds }, 'request');
}

/** The reply to an exchange that never became a GraphQL request: another address, another method. */
export function refuse(
  exchange: Pick<Exchange, 'requestId' | 'headers'>,
  thrown: unknown,
  { logger }: Pick<PipelineServices, 'logger'>,
): Reply {
  return respondRefusal(exchange, thrown, { logger }).reply;
}

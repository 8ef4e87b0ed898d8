import type { Logger } from 'pino';
import type { Admission } from './admission.js';
import type { Exchange, Identified, Parsed, Reply } from './contexts.js';
import type { TokenVerifier } from './identity/tokens.js';
import type { Metrics } from './metrics.js';
import type { Limits, SubgraphDisplay } from './options.js';
import type { DecisionLog } from './records/decisionLog.js';
import type { Served } from './served.js';
import { authenticate } from './stages/authenticate.js';
import { authorise } from './stages/authorise.js';
import { decide, decideRefusal } from './stages/decide.js';
import { execute } from './stages/execute.js';
import { limit } from './stages/limit.js';
import { outcome } from './stages/outcome.js';
import { parse } from './stages/parse.js';
import { plan } from './stages/plan.js';
import { receive } from './stages/receive.js';
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
  readonly production: boolean;
  readonly departments: ReadonlyMap<string, SubgraphDisplay>;
  readonly health: SubgraphHealth;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * The way of a request, and the one place that shows it:
 * receive → authenticate → parse → limit → authorise → plan → decide → execute → outcome → respond.
 *
 * Each stage takes what the one before returned, and the compiler refuses any other order: nothing can be executed
 * that was not authorised, and nothing answered that was not settled.
 */
export async function answer(exchange: Exchange, services: PipelineServices): Promise<Reply> {
  const { limits, logger, decisions } = services;
  let reached: Partial<Identified & Parsed> | null = null;
  let leave = (): void => undefined;
  let release = (): void => undefined;
  try {
    const served = services.current();
    release = served.supergraph.lease();

    const received = await receive(exchange, { limits, served });
    // After the body: a place is for work, not for somebody who takes his time to ask.
    leave = services.admission.enter();
    const identified = (reached = await authenticate(received, services));
    const parsed = (reached = parse(identified, { ...services, maximumTokens: limits.tokens }));
    const bounded = limit(parsed, services);
    const permitted = authorise(bounded, { maximumSelections: limits.expandedSelections });
    const planned = await plan(permitted);
    const decided = await decide(planned, services);
    const executed = await execute(decided, limits);
    const settled = await outcome(executed, services);
    const responded = respond(settled, services);

    note(exchange, responded.outcome, services);
    return responded.reply;
  } catch (thrown) {
    if (exchange.signal.aborted) {
      note(exchange, 'client_gone', services);
      return { status: 499, headers: {}, body: '' };
    }
    const refused = respondRefusal(exchange, thrown, { logger });
    decideRefusal(reached, { requestId: exchange.requestId, code: refused.outcome }, { decisions, logger });
    note(exchange, refused.outcome, services);
    return refused.reply;
  } finally {
    release();
    leave();
  }
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

import { type Refusal, refusal, refusalOf } from '@huitong/contract';
import type { Logger } from 'pino';
import { formatEngineErrors } from '../answer/engineErrors.js';
import { formatRefusal } from '../answer/formatted.js';
import { emergenciesIn } from '../answer/emergencies.js';
import { missingDepartments } from '../answer/missing.js';
import { collectDisputed, collectWarnings, denialErrors } from '../answer/notes.js';
import type { Exchange, Reply, Responded, Settled } from '../contexts.js';
import { statusOf } from '../answer/status.js';
import { type AnswerType, json, negotiate } from '../http/mediaTypes.js';
import { actualCost } from '../limits/actualCost.js';
import type { Metrics } from '../metrics.js';
import type { CostReport, SubgraphDisplay } from '../options.js';
import { RefusedTogether } from '../refusedTogether.js';
import type { SubgraphHealth } from '../subgraphHealth.js';

export interface RespondServices {
  readonly sharing: boolean;
  readonly departments: ReadonlyMap<string, SubgraphDisplay>;
  readonly health: SubgraphHealth;
  readonly cost: CostReport;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

function typeFor({ headers }: Pick<Exchange, 'headers'>): AnswerType {
  const { accept } = headers;
  return negotiate(typeof accept === 'string' ? accept : undefined) ?? json;
}

function reply(
  exchange: Pick<Exchange, 'requestId' | 'headers'>,
  status: number,
  answer: { body: string; headers?: Record<string, string> },
): Reply {
  return {
    status,
    headers: {
      'content-type': `${typeFor(exchange)}; charset=utf-8`,
      // An answer depends on who asked; no cache between us may keep it.
      'cache-control': 'no-store',
      vary: 'Accept, Accept-Encoding, Authorization',
      'x-request-id': exchange.requestId,
      ...answer.headers,
    },
    body: answer.body,
  };
}

const unlessEmpty = (name: string, list: readonly unknown[]) => (list.length > 0 ? { [name]: list } : {});

/** What the operation was estimated at and, where that is asked for, what it came to. */
function costOf(settled: Settled, { cost, metrics, logger }: RespondServices) {
  const { size, served, document, operation, variables, outcome, reduction, exchange } = settled;
  const estimated = size.cost;
  const { costs: rules, supergraph } = served;
  const data = cost === 'estimate' ? null : reduction.shape ? settled.data : outcome.data;
  const actual =
    cost === 'estimate'
      ? null
      : actualCost({ document, operation, schema: supergraph.apiSchema, variables, rules }, data);
  metrics.cost(estimated, actual);
  if (actual !== null) logger.info({ requestId: exchange.requestId, estimated, actual }, 'cost');
  return { estimated, actual };
}

/** Writes the answer: what was found, what is missing and why, and what was refused. */
export function respond(settled: Settled, services: RespondServices): Responded {
  const { exchange, outcome, plan, served } = settled;
  const { errors: failures, fetches } = outcome;
  const { sharing, logger, health, departments } = services;
  const errors = [
    ...formatEngineErrors(failures, { sharing, logger, requestId: exchange.requestId }),
    ...denialErrors(settled, sharing ? fetches : [], served),
  ];
  const cost = costOf(settled, services);
  const extensions = {
    requestId: exchange.requestId,
    ...(services.cost === 'show' ? { cost } : {}),
    ...unlessEmpty('missing', missingDepartments({ errors: failures, fetches, plan, health, departments })),
    ...(sharing ? unlessEmpty('grants', [...settled.used.keys()]) : {}),
    ...(sharing ? unlessEmpty('emergency', emergenciesIn(settled.used.keys())) : {}),
    ...unlessEmpty('coarse', settled.coarse),
    ...(sharing ? unlessEmpty('warnings', collectWarnings(fetches)) : {}),
    ...(sharing ? unlessEmpty('disputed', collectDisputed(fetches)) : {}),
  };
  // Where nothing was taken out there is nothing to put back: the engine writes its data as text at once.
  const data = settled.reduction.shape ? JSON.stringify(settled.data) : outcome.dataText();
  const before = errors.length > 0 ? `"errors":${JSON.stringify(errors)},` : '';
  const body = `{${before}"data":${data},"extensions":${JSON.stringify(extensions)}}`;
  return { reply: reply(exchange, 200, { body }), outcome: errors.length > 0 ? 'partial' : 'ok' };
}

function refusalsIn(thrown: unknown): readonly Refusal[] | null {
  if (thrown instanceof RefusedTogether) return thrown.refusals;
  const known = refusalOf(thrown);
  return known && known.code !== 'INTERNAL' ? [known] : null;
}

function headersFor({ code, status, extensions }: Refusal): Record<string, string> {
  if (code === 'TOKEN_EXPIRED') return { 'www-authenticate': 'Bearer error="invalid_token"' };
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  if (status === 405) return { allow: 'GET, POST' };
  if (code === 'SHUTTING_DOWN') return { 'retry-after': '1', connection: 'close' };
  if (status === 429) return { 'retry-after': `${Number(extensions['retryAfterSeconds'] ?? 1)}` };
  return status === 503 ? { 'retry-after': '1' } : {};
}

/**
 * Writes the reply to a request that was refused as a whole. Whatever is not a refusal of the catalogue is a bug:
 * logged with its request id, and answered as INTERNAL without a word of it.
 */
export function respondRefusal(
  exchange: Pick<Exchange, 'requestId' | 'headers'>,
  thrown: unknown,
  { logger }: Pick<RespondServices, 'logger'>,
): Responded {
  const { requestId } = exchange;
  const known = refusalsIn(thrown);
  if (!known) logger.error({ err: thrown, requestId }, 'a request failed');
  const refusals = known ?? [refusal('INTERNAL')];
  const [first] = refusals;
  if (!first) throw new Error('A request was refused without a reason.');
  if (known) {
    const level = first.status >= 500 ? 'error' : 'info';
    logger[level]({ requestId, code: first.code, cause: reasonOf(first.cause) }, 'refused');
  }
  const body = JSON.stringify({
    errors: refusals.map((one) => formatRefusal(one)),
    extensions: { requestId },
  });
  const status = statusOf(first, typeFor(exchange));
  return { reply: reply(exchange, status, { body, headers: headersFor(first) }), outcome: first.code };
}

/** A cause in words, without its stack and never with a token or a value. */
function reasonOf(cause: unknown): string | undefined {
  if (cause instanceof Error) return `${cause.name}: ${cause.message}`.slice(0, 300);
  return typeof cause === 'string' ? cause.slice(0, 300) : undefined;
}

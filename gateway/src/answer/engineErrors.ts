import { type ErrorCode, isErrorCode } from '@huitong/contract';
import type { EngineError } from '@huitong/engine';
import type { Logger } from 'pino';
import { formatCode, type FormattedError } from './formatted.js';

/** More errors than this help nobody; the log has them. */
const maximumErrors = 100;

const transportCodes: Readonly<Record<string, ErrorCode>> = {
  TIMEOUT: 'SUBGRAPH_TIMEOUT',
  TOO_LARGE: 'SUBGRAPH_RESPONSE_TOO_LARGE',
  MALFORMED: 'SUBGRAPH_ERROR',
};

/** Whether a subgraph gave nothing, by its transport or because its own database is away. */
export function isMissing(error: EngineError): boolean {
  return error.kind === 'TRANSPORT' || error.code === 'DATABASE_UNREACHABLE';
}

/** Facts of a department's refusal that may be shown: plain and short, never nested. */
function plainFacts(extensions: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(extensions ?? {}).filter(
      ([, value]) =>
        value === null ||
        typeof value === 'number' ||
        typeof value === 'boolean' ||
        (typeof value === 'string' && value.length <= 500),
    ),
  );
}

function trusted(error: EngineError): FormattedError | null {
  const { raw, path } = error;
  const code = raw?.extensions?.['code'];
  if (!raw || !isErrorCode(code) || code === 'INTERNAL') return null;
  return {
    message: raw.message.slice(0, 500),
    ...(path ? { path } : {}),
    extensions: plainFacts(raw.extensions),
  };
}

/** A third party's error as it wrote it: open mode protects nothing and hides nothing. */
function passed({ raw, message, path, subgraph }: EngineError): FormattedError {
  return {
    message: raw?.message ?? message,
    ...(path ? { path } : {}),
    extensions: { code: 'SUBGRAPH_ERROR', ...(subgraph ? { subgraph } : {}), ...raw?.extensions },
  };
}

export interface EngineErrorOptions {
  /** Whether subgraphs are our own, reached by signed envelopes: their refusals are believed, nothing else is. */
  readonly sharing: boolean;
  readonly requestId: string;
  readonly logger: Logger;
}

/**
 * Turns what went wrong below into errors of the catalogue: one for each subgraph that gave nothing, a department's
 * own refusal in its own words, and everything else masked and logged.
 */
export function formatEngineErrors(
  errors: readonly EngineError[],
  { sharing, requestId, logger }: EngineErrorOptions,
): FormattedError[] {
  const formatted: FormattedError[] = [];
  const missing = new Set<string>();
  for (const error of errors) {
    const { kind, path, subgraph } = error;
    if (isMissing(error)) {
      if (missing.has(subgraph ?? '')) continue;
      missing.add(subgraph ?? '');
      const code = transportCodes[error.code ?? ''] ?? 'SUBGRAPH_UNAVAILABLE';
      formatted.push(formatCode(code, path, subgraph ? { subgraph } : {}));
      continue;
    }
    const known = kind === 'SUBGRAPH' ? (sharing ? trusted(error) : passed(error)) : null;
    if (known) {
      formatted.push(known);
      continue;
    }
    // Nulls that stand in the way of non-null fields follow from a missing subgraph, and say nothing new.
    if (kind === 'VALUE' && !error.raw && missing.size > 0) continue;
    logger.warn(
      { requestId, subgraph, path, kind, raw: error.raw, engine: error.message },
      'part of an answer failed',
    );
    formatted.push(formatCode('SUBGRAPH_ERROR', path, subgraph && sharing ? { subgraph } : {}));
  }
  return formatted.slice(0, maximumErrors);
}

import pg from 'pg';
import { runningRequest } from './caller.js';
import { scopeStatement, scopeStatementName, scopeValues } from './scope.js';
import { ScopedQuery } from './scopedQuery.js';

// Instants leave as ISO strings and dates as plain dates: a Date object would shift a calendar day by the
// server's time zone.
const instant = (value: string) =>
  new Date(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, format);
    if (oid === pg.types.builtins.TIMESTAMPTZ) return instant;
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    if (oid === pg.types.builtins.NUMERIC || oid === pg.types.builtins.INT8) return Number;
    return pg.types.getTypeParser(oid, 'text');
  }) as typeof pg.types.getTypeParser,
};

/** Statements that end or open a transaction; they touch no row, and must run in an aborted one. */
const transactionControl = /^\s*(start transaction|begin|commit|rollback|savepoint|release)\b/i;

type Callback = (error: Error | null, result?: unknown) => void;

/**
 * A client of an app role: every statement goes out with the caller's scope, taken from the running request.
 * Without a running request it throws.
 */
export class ScopedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // Without a listener a server restart (57P01) would end the process.
    this.on('error', () => undefined);
  }

  override connect(): Promise<this>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<this> | void {
    if (!callback) {
      return new Promise((resolve, reject) =>
        this.connect((error: Error | null) => (error ? reject(error) : resolve(this))),
      );
    }
    super.connect((error: Error | null) => {
      if (error) return callback(error);
      // Prepared once per connection, so that the only ParseComplete a query sees is its own.
      const prime = { name: scopeStatementName, text: scopeStatement, values: scopeValues(null) };
      super.query(prime, ((primeError: Error | null) => callback(primeError as Error)) as never);
    });
  }

  // pg's overloads cannot be restated for a pass-through; the facade is checked by what it is given.
  override query(config: unknown, values?: unknown, callback?: unknown): never {
    const text = typeof config === 'string' ? config : ((config as { text?: string } | null)?.text ?? '');
    if (transactionControl.test(text))
      return super.query(config as never, values as never, callback as never) as never;
    const request = runningRequest();
    request.statements += 1;
    let settle: Callback | undefined = (typeof values === 'function' ? values : callback) as
      Callback | undefined;
    let result: unknown;
    if (!settle) {
      result = new Promise((resolve, reject) => {
        settle = (error, answer) => (error ? reject(error) : resolve(answer));
      });
    }
    const parameters = typeof values === 'function' ? undefined : values;
    super.query(new ScopedQuery(scopeValues(request.caller), config, parameters, settle) as never);
    return result as never;
  }
}

/** The `pg` module as TypeORM's `driver` option wants it: its pools and clients are scoped. */
export class ScopedPool extends pg.Pool {
  constructor(config?: pg.PoolConfig) {
    super({ ...config, Client: ScopedClient, types } as pg.PoolConfig);
    this.on('error', () => undefined);
  }
}

/** Facade over `pg` for TypeORM: the same module with scoped pools. */
export const scopedPg = { ...pg, Pool: ScopedPool, Client: ScopedClient, types };

/** Limits of a pool; a half-open peer fails within them instead of hanging. */
export interface PoolLimits {
  /** Connections at most. */
  readonly connections?: number;
  /** Longest wait for a connection and longest query, in milliseconds. */
  readonly connectMilliseconds?: number;
  readonly queryMilliseconds?: number;
}

/** Options every pool shares, scoped or not. */
export function poolOptions(limits: PoolLimits = {}): pg.PoolConfig {
  return {
    max: limits.connections ?? 10,
    connectionTimeoutMillis: limits.connectMilliseconds ?? 2000,
    query_timeout: limits.queryMilliseconds ?? 5000,
    keepAlive: true,
    idleTimeoutMillis: 30_000,
  };
}

/** A client for an owner or admin role, outside of any request: migrations and bootstrap only. */
export async function withPlainClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, types });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import { AsyncResource } from 'node:async_hooks';
import pg from 'pg';
import { runningRequest } from './caller.js';
import { type Reading, scopeStatement, scopeStatementName, scopeValues } from './scope.js';
import { ScopedQuery } from './scopedQuery.js';
import { serverInstant } from './serverInstant.js';

// Instants leave as ISO strings and dates as plain dates: a Date object would shift a calendar day by the
// server's time zone.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, format);
    if (oid === pg.types.builtins.TIMESTAMPTZ) return serverInstant;
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    if (oid === pg.types.builtins.NUMERIC || oid === pg.types.builtins.INT8) return Number;
    return pg.types.getTypeParser(oid, 'text');
  }) as typeof pg.types.getTypeParser,
};

/** Statements that end or open a transaction; they touch no row, and must run in an aborted one. One at a time. */
const transactionControl = /^\s*(start transaction|begin|commit|rollback|savepoint|release)\b[^;]*;?\s*$/i;

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
      if (error) return callback(notConnected(error));
      // Prepared once per connection, so that the only ParseComplete a query sees is its own.
      const prime = { name: scopeStatementName, text: scopeStatement, values: scopeValues(null) };
      void super.query(prime, ((primeError: Error | null) => {
        // The pool forgets a client that failed to connect, and would leave its connection open.
        if (primeError) void this.end();
        callback((primeError && notConnected(primeError)) as Error);
      }) as never);
    });
  }

  // pg's overloads cannot be restated for a pass-through; the facade is checked by what it is given.
  override query(config: unknown, values?: unknown, callback?: unknown): never {
    const text = typeof config === 'string' ? config : ((config as { text?: string } | null)?.text ?? '');
    const control = transactionControl.test(text);
    const request = control ? null : runningRequest();
    if (request) request.statements += 1;
    let given = (typeof values === 'function' ? values : callback) as Callback | undefined;
    let result: unknown;
    if (!given) {
      result = new Promise((resolve, reject) => {
        given = (error, answer) => (error ? reject(error) : resolve(answer));
      });
    }
    const settle = this.#hangingUp(given as Callback);
    const parameters = typeof values === 'function' ? undefined : values;
    const query = request
      ? new ScopedQuery(scopeValues(request.caller, readingOf(config)), config, parameters, settle)
      : new pg.Query(config as never, parameters as never, settle as never);
    super.query(query as never);
    return result as never;
  }

  /**
   * Closes the connection of a statement that took too long. The statement still runs there, and a rollback sent
   * behind it would be given up as well: the next borrower would write into the open transaction, and lose it.
   */
  #hangingUp(settle: Callback): Callback {
    return (error, answer) => {
      if (error?.message === queryTimedOut) {
        (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      }
      settle(error, answer);
    };
  }
}

const readingOf = (config: unknown): Reading =>
  typeof config === 'object' && config !== null ? (config as Reading) : {};

/**
 * Whatever keeps a client from connecting (the socket, a login, a database that takes nobody just now) is one thing
 * to who asks: SQLSTATE 08001, the client could not establish the connection.
 */
const notConnected = (cause: Error): Error =>
  Object.assign(new Error(`No connection to PostgreSQL: ${cause.message}`, { cause }), { code: '08001' });

/** What pg says when `query_timeout` has passed; it has no code. */
export const queryTimedOut = 'Query read timeout';

/** Whether a connection was not made in time, as pg and its pool say it; neither has a code for it. */
export function connectionTimedOut(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (/\btimeout (expired|exceeded)\b|\bconnection timeout\b/.test(each.message)) return true;
  }
  return false;
}

/** The `pg` module as TypeORM's `driver` option wants it: its pools and clients are scoped. */
export class ScopedPool extends pg.Pool {
  constructor(config?: pg.PoolConfig) {
    super({ ...config, Client: ScopedClient, types } as pg.PoolConfig);
    this.on('error', () => undefined);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Borrow): void;
  override connect(callback?: Borrow): Promise<pg.PoolClient> | void {
    if (!callback) return super.connect();
    // pg-pool calls a waiting borrower from within the request that gives a client back: unbound, the borrower's
    // statement would run as that request's caller.
    super.connect(AsyncResource.bind(callback));
  }
}

type Borrow = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (problem?: Error | boolean) => void,
) => void;

/** Facade over `pg` for TypeORM: the same module with scoped pools. */
export const scopedPg = { ...pg, Pool: ScopedPool, Client: ScopedClient, types };

/** Limits of a pool; a half-open peer fails within them instead of hanging. */
export interface PoolLimits {
  /** Connections at most. */
  readonly connections?: number;
  /** Longest wait for a connection and longest query, in milliseconds. */
  readonly connectMilliseconds?: number;
  readonly queryMilliseconds?: number;
  /** Longest statement that the server lets run, in milliseconds; the role's own bound when absent. */
  readonly statementMilliseconds?: number;
}

/** Options every pool shares, scoped or not. */
export function poolOptions(limits: PoolLimits = {}): pg.PoolConfig {
  return {
    max: limits.connections ?? 10,
    connectionTimeoutMillis: limits.connectMilliseconds ?? 2000,
    query_timeout: limits.queryMilliseconds ?? 5000,
    ...(limits.statementMilliseconds === undefined
      ? {}
      : { statement_timeout: limits.statementMilliseconds }),
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

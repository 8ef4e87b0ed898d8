import pg from 'pg';
import { scopeStatementName } from './scope.js';

/** The part of pg's wire connection that an extended-protocol query uses. */
interface Wire {
  bind(message: { portal: string; statement: string; values: readonly unknown[] }): void;
  execute(message: { portal: string; rows: number }): void;
}

/** pg's own Query as it is, wider than its published types. */
interface QueryInternals {
  prepare(wire: Wire): void;
  requiresPreparation(): boolean;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}
type QueryConstructor = new (
  config: unknown,
  values?: unknown,
  callback?: unknown,
) => QueryInternals & pg.Submittable;

const BaseQuery = pg.Query as unknown as QueryConstructor;

/**
 * A query that sends the caller's scope and the statement in one round trip: Bind and Execute of the prepared
 * scope statement, then the statement, then one Sync. Everything before a Sync is one implicit transaction, so
 * there is no BEGIN to forget and nothing left on the connection afterwards.
 */
export class ScopedQuery extends BaseQuery {
  readonly #scope: readonly string[];
  #scopeAnswered = false;

  constructor(scope: readonly string[], config: unknown, values?: unknown, callback?: unknown) {
    super(config, values, callback);
    this.#scope = scope;
  }

  /** The simple protocol cannot carry two statements with parameters, so every statement is extended. */
  override requiresPreparation(): boolean {
    return true;
  }

  override prepare(wire: Wire): void {
    wire.bind({ portal: '', statement: scopeStatementName, values: this.#scope });
    wire.execute({ portal: '', rows: 0 });
    super.prepare(wire);
  }

  override handleDataRow(message: unknown): void {
    if (this.#scopeAnswered) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.#scopeAnswered) super.handleCommandComplete(message, wire);
    else this.#scopeAnswered = true;
  }
}

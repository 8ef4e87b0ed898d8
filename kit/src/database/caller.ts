import { AsyncLocalStorage } from 'node:async_hooks';
import type { VerifiedCaller } from '@huitong/contract';

/** What a running request carries through every await: its caller, and what it has cost so far. */
interface Running {
  /** null only while a process connects, when no row may be seen. */
  readonly caller: VerifiedCaller | null;
  statements: number;
}

const running = new AsyncLocalStorage<Running>();

/** Runs `work` as a caller: every statement in it is scoped to that caller. Returns what `work` returns. */
export function runAs<T>(caller: VerifiedCaller, work: () => T): T {
  return running.run({ caller, statements: 0 }, work);
}

/** Runs `work` with a scope that sees no row; for connecting, when a driver asks the server its version. */
export function runAsNobody<T>(work: () => T): T {
  return running.run({ caller: null, statements: 0 }, work);
}

/** The request under way; a query outside of one is a bug, and fails rather than running unscoped. */
export function runningRequest(): Running {
  const store = running.getStore();
  if (!store) throw new Error('A statement was sent outside of a request: no caller, no query.');
  return store;
}

/** How many SQL statements the running request has sent. */
export const statementsSent = (): number => running.getStore()?.statements ?? 0;

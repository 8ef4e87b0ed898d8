import { TransportError } from './transport.js';

/** How long a call may take (milliseconds, monotonic) and the caller's signal. */
export interface Bounds {
  readonly subgraph: string;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/**
 * Runs one call within its bounds: it rejects with TIMEOUT or ABORTED at once when a bound is met, whether or not the
 * work listens to the signal it is given. A transport's own timers are not enough: they measure silence, so a subgraph
 * that drips one byte a second would never time out.
 */
export function bounded<T>(bounds: Bounds, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { subgraph, signal, timeoutMs } = bounds;
  if (signal.aborted) return Promise.reject(new TransportError('ABORTED', subgraph));
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const stop = (kind: 'TIMEOUT' | 'ABORTED') => {
      release();
      reject(new TransportError(kind, subgraph));
      controller.abort();
    };
    const onAbort = () => stop('ABORTED');
    const timer = setTimeout(() => stop('TIMEOUT'), timeoutMs);
    const release = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    work(controller.signal).then(
      (value) => {
        release();
        resolve(value);
      },
      (error: unknown) => {
        release();
        reject(asTransportError(subgraph, error));
      },
    );
  });
}

function asTransportError(subgraph: string, error: unknown): TransportError {
  return error instanceof TransportError
    ? error
    : new TransportError('UNAVAILABLE', subgraph, { cause: error });
}

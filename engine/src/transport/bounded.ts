import type { EndingSignal } from '../ending.js';
import { TransportError } from './transport.js';

/** How long a call may take (milliseconds, monotonic) and the caller's signal. */
export interface Bounds {
  readonly subgraph: string;
  readonly signal: EndingSignal;
  readonly timeoutMs: number;
}

/**
 * Runs one call within its bounds: it rejects with TIMEOUT or ABORTED at once when a bound is met, whether or not the
 * work listens to the signal it is given. That signal is made when the work first asks for it: most never do.
 */
export function bounded<T>(bounds: Bounds, work: (inner: InnerSignal) => Promise<T>): Promise<T> {
  const { subgraph, signal } = bounds;
  if (signal.aborted) return Promise.reject(new TransportError('ABORTED', subgraph));
  return new Promise<T>((resolve, reject) => {
    const call = new BoundedCall(bounds, reject);
    let result: Promise<T>;
    try {
      result = work(call);
    } catch (error) {
      call.settle();
      return reject(asTransportError(subgraph, error));
    }
    result.then(
      (value) => {
        call.settle();
        resolve(value);
      },
      (error: unknown) => {
        call.settle();
        reject(asTransportError(subgraph, error));
      },
    );
  });
}

/** A signal that aborts when a bound is met. */
export interface InnerSignal {
  readonly signal: AbortSignal;
}

class BoundedCall implements InnerSignal {
  readonly #bounds: Bounds;
  readonly #reject: (error: TransportError) => void;
  readonly #timer: NodeJS.Timeout;
  #controller: AbortController | null = null;
  #stopped = false;

  constructor(bounds: Bounds, reject: (error: TransportError) => void) {
    this.#bounds = bounds;
    this.#reject = reject;
    this.#timer = setTimeout(expire, bounds.timeoutMs, this);
    bounds.signal.addEventListener('abort', this);
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#stopped) this.#controller.abort();
    return this.#controller.signal;
  }

  /** The caller's signal. */
  handleEvent(): void {
    this.stop('ABORTED');
  }

  stop(kind: 'TIMEOUT' | 'ABORTED'): void {
    this.settle();
    this.#stopped = true;
    this.#reject(new TransportError(kind, this.#bounds.subgraph));
    this.#controller?.abort();
  }

  settle(): void {
    clearTimeout(this.#timer);
    this.#bounds.signal.removeEventListener('abort', this);
  }
}

function expire(call: BoundedCall): void {
  call.stop('TIMEOUT');
}

function asTransportError(subgraph: string, error: unknown): TransportError {
  return error instanceof TransportError
    ? error
    : new TransportError('UNAVAILABLE', subgraph, { cause: error });
}

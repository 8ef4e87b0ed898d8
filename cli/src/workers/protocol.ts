import type { ErrorCode } from '@huitong/contract';
import type { MetricsSnapshot } from '@huitong/gateway';

/** What the primary tells a worker. Requests carry an id, under which the worker answers. */
export type ToWorker =
  | { readonly kind: 'begin'; readonly slot: number; readonly port: number; readonly supergraph: string }
  | { readonly kind: 'prepare'; readonly id: number; readonly supergraph: string }
  | { readonly kind: 'commit' | 'discard' | 'count'; readonly id: number }
  | { readonly kind: 'gathered'; readonly id: number; readonly snapshots: readonly MetricsSnapshot[] }
  | { readonly kind: 'stop' };

/** Why something was refused, in the words of the catalogue. */
export interface RefusedWords {
  readonly code: ErrorCode;
  readonly message: string;
  readonly at?: string;
}

/** What a worker tells the primary. */
export type FromWorker =
  | { readonly kind: 'here' | 'listening' }
  | { readonly kind: 'failed'; readonly refused: RefusedWords | null }
  | { readonly kind: 'prepared'; readonly id: number; readonly version: string }
  | { readonly kind: 'refused'; readonly id: number; readonly refused: RefusedWords | null }
  | { readonly kind: 'counted'; readonly id: number; readonly metrics: MetricsSnapshot }
  | { readonly kind: 'gather'; readonly id: number };

import type { Supergraph } from '@huitong/engine';
import { Lru } from './lru.js';
import type { FetchContext } from './options.js';
import { compilePolicy, type SharingPolicy } from './sharing/policy.js';
import type { Reduction } from './sharing/reduction.js';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** A document that holds against one version of the schema. */
export interface CheckedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of document and operation name, hexadecimal. */
  readonly operationHash: string;
}

/**
 * One version of the supergraph with everything that is derived from it. A request holds one from its first stage to
 * its last, so that it never sees two versions; nothing cached for one version serves another.
 */
export interface Served {
  readonly supergraph: Supergraph<FetchContext>;
  /** Null where no sharing rules are enforced. */
  readonly policy: SharingPolicy | null;
  /** Version of the sharing rules; `open` where there are none. */
  readonly policyVersion: string;
  readonly documents: Lru<CheckedDocument>;
  readonly reductions: Lru<Reduction>;
}

/** Derives what requests need from a loaded supergraph. */
export function serve(supergraph: Supergraph<FetchContext>, sharing: boolean): Served {
  const policy = sharing ? compilePolicy(supergraph.schema) : null;
  return {
    supergraph,
    policy,
    policyVersion: policy?.version ?? 'open',
    documents: new Lru(1000),
    reductions: new Lru(2000),
  };
}

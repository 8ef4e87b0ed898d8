import type { Supergraph } from '@huitong/engine';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { AnswerSize } from './limits/answerSize.js';
import { costRules, type CostRules } from './limits/costRules.js';
import type { Measure } from './limits/measure.js';
import { Lru } from './lru.js';
import type { FetchContext } from './options.js';
import { compilePolicy, type SharingPolicy } from './sharing/policy.js';
import type { PermittedOperation } from './sharing/reductions.js';

/** A document that holds against one version of the schema, with everything that does not depend on the request. */
export interface CheckedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** SHA-256 of document and operation name, hexadecimal. */
  readonly operationHash: string;
  readonly measure: Measure;
  /** Whether it asks for `__schema` or `__type`. */
  readonly introspects: boolean;
  readonly takesVariables: boolean;
  /** Kept after the first request where no variable has a say in it. */
  size: AnswerSize | null;
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
  readonly costs: CostRules;
  readonly documents: Lru<CheckedDocument>;
  readonly reductions: Lru<PermittedOperation>;
}

/** Characters of the documents kept; a syntax tree takes about a hundred bytes for each. */
const maximumDocumentCharacters = 1_000_000;

/** Derives what requests need from a loaded supergraph. */
export function serve(supergraph: Supergraph<FetchContext>, sharing: boolean): Served {
  const policy = sharing ? compilePolicy(supergraph.schema) : null;
  return {
    supergraph,
    policy,
    policyVersion: policy?.version ?? 'open',
    costs: costRules(supergraph.schema),
    documents: new Lru(1000, maximumDocumentCharacters),
    reductions: new Lru(2000),
  };
}

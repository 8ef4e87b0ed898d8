/** Coordinates that one operation reads, sorted by what protects them. Others are only counted. */
export interface CoordinatesRead {
  readonly conditional: readonly string[];
  readonly notShared: readonly string[];
  readonly masked: readonly string[];
  /** How many further coordinates were read. */
  readonly others: number;
}

/** Who asked, as it is put on record: pseudonymous, with no personal value. */
export interface RecordedCaller {
  readonly subject: string;
  readonly department: string;
  readonly line: string;
  readonly role: string;
  readonly purpose: string;
  readonly incident: string | null;
  readonly scope: readonly string[];
}

/** What was decided about one operation, written before its first fetch. Holds no variable and no value. */
export interface DecisionRecord {
  readonly kind: 'decision';
  readonly requestId: string;
  readonly caller: RecordedCaller | null;
  readonly operation: 'query' | 'mutation';
  readonly operationName: string | null;
  /** SHA-256 of the document and the operation's name, hexadecimal. */
  readonly operationHash: string;
  readonly coordinates: CoordinatesRead;
  /** Coordinates that were taken out of the operation. */
  readonly refusals: readonly string[];
  readonly subgraphs: readonly string[];
  readonly policyVersion: string;
  readonly supergraphVersion: string;
}

/** A request refused as a whole: a refused token, an operation that broke a limit. */
export interface RefusalRecord {
  readonly kind: 'refusal';
  readonly requestId: string;
  readonly caller: RecordedCaller | null;
  readonly code: string;
  readonly operationHash: string | null;
}

/** What became of a decision; its absence behind a decision is itself visible. */
export interface OutcomeRecord {
  readonly kind: 'outcome';
  readonly requestId: string;
  /** Fetches by subgraph; the entities each returned, and the SQL statements it sent, where it says so. */
  readonly subgraphs: Readonly<
    Record<
      string,
      { readonly fetches: number; readonly rows: number | null; readonly statements: number | null }
    >
  >;
  /** Objects in the answer. */
  readonly objects: number;
  /** Coordinates denied, by the gateway and by subgraphs. */
  readonly denied: number;
  /** Masked values in the answer, where subgraphs say so. */
  readonly masked: number;
  /** Personal values that left in clear. */
  readonly unmasked: number;
  readonly errors: readonly string[];
  readonly milliseconds: number;
}

export type LogRecord = DecisionRecord | RefusalRecord | OutcomeRecord;

/** An append-only record of what the gateway decided and what came of it. */
export interface DecisionLog {
  /**
   * Begins to write a record.
   * @returns as soon as it is queued; `durable` resolves once it would survive a loss of power, and rejects when
   * it could not be written. Rejects itself when the queue is full.
   */
  begin(record: DecisionRecord | RefusalRecord): Promise<{ readonly durable: Promise<void> }>;
  /** Writes a record behind the answer; nobody waits for it. */
  outcome(record: OutcomeRecord): void;
  /** Writes what is queued and closes. */
  close(): Promise<void>;
}

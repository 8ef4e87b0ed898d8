import type { Logger } from 'pino';
import type { GrantUse } from '../sharing/grantUse.js';

/** What a log says of its own troubles goes here. */
export type LogLogger = Pick<Logger, 'warn' | 'error'>;

/** Coordinates that one operation reads, sorted by what protects them. Others are only counted. */
export interface CoordinatesRead {
  readonly conditional: readonly string[];
  readonly notShared: readonly string[];
  readonly masked: readonly string[];
  /** How many further coordinates were read. */
  readonly others: number;
}

/** A grant that may have opened something the operation reads. */
export interface RecordedGrant {
  readonly id: string;
  readonly divisions: readonly string[];
  readonly unmask: boolean;
  /** The incident it is bound to, if any. */
  readonly incident: string | null;
}

/** Who asked, as it is put on record: pseudonymous, with no personal value. */
export interface RecordedCaller {
  readonly subject: string;
  /** An officer of the department, or a system of it. */
  readonly kind: 'OFFICER' | 'SYSTEM';
  readonly department: string;
  readonly line: string;
  readonly role: string;
  readonly purpose: string;
  readonly incident: string | null;
  /** Divisions at the top of the caller's area. */
  readonly scope: readonly string[];
}

/** A list of the record that was too long for it: how many it had, and the SHA-256 of all, one a line. */
export interface Truncated {
  readonly count: number;
  readonly sha256: string;
}

/** What was decided about one operation, written before its first fetch. Holds no variable and no value. */
export interface DecisionRecord {
  readonly kind: 'decision';
  readonly requestId: string;
  /** `reduced` where something that was asked for was taken out. */
  readonly decision: 'permitted' | 'reduced';
  readonly caller: RecordedCaller | null;
  /** Grants of the caller that name a coordinate which is read. */
  readonly grants: readonly RecordedGrant[];
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
  /** By the name of the list; absent where every list is whole. */
  readonly truncated?: Readonly<Record<string, Truncated>>;
}

/** A request refused as a whole: a refused token, an operation that broke a limit. */
export interface RefusalRecord {
  readonly kind: 'refusal';
  readonly requestId: string;
  readonly decision: 'refused';
  readonly caller: RecordedCaller | null;
  readonly code: string;
  readonly operationHash: string | null;
  readonly milliseconds: number;
  readonly truncated?: Readonly<Record<string, Truncated>>;
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
  /** What was read under which grant; absent where nothing was. */
  readonly grants?: Readonly<Record<string, GrantUse>>;
  readonly errors: readonly string[];
  readonly milliseconds: number;
}

export type LogRecord = DecisionRecord | RefusalRecord | OutcomeRecord;

/** Records that could not be written, told by the first one behind them that could. */
export interface GapRecord {
  readonly kind: 'gap';
  /** When the first of them was lost, ISO 8601. */
  readonly since: string;
  readonly decisions: number;
  readonly refusals: number;
  readonly outcomes: number;
}

/** What the log says of itself. */
export type NoteRecord =
  | { readonly kind: 'note'; readonly what: 'torn line removed'; readonly bytes: number }
  | {
      readonly kind: 'note';
      readonly what: 'clear text dropped';
      readonly file: string;
      readonly records: number;
    }
  | {
      readonly kind: 'note';
      readonly what: 'goes on from an earlier log';
      readonly records: number;
      readonly digest: string;
    };

/** An append-only record of what the gateway decided and what came of it. */
export interface DecisionLog {
  /**
   * Begins to write a record.
   * @param needs.proof whether an answer or a write hangs on the record. Those records have room in the queue that
   *   others have not, and fail while the log cannot be signed.
   * @returns as soon as it is queued; `durable` resolves once it would survive a loss of power, and rejects when
   * it could not be written. Rejects itself when the queue is full.
   */
  begin(
    record: DecisionRecord | RefusalRecord,
    needs: { readonly proof: boolean },
  ): Promise<{ readonly durable: Promise<void> }>;
  /** Writes a record behind the answer; nobody waits for it. */
  outcome(record: OutcomeRecord): void;
  /** Writes what is queued and closes. */
  close(): Promise<void>;
}

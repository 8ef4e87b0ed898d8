import { z } from 'zod';

/** Most entries of one batch. */
export const batchEntries = 500;

const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => !value.includes('\0'));
const code = z.string().regex(/^[0-9]{6,12}$/);

/** One object as the index holds it; of a deleted one only type and key count. */
const indexEntry = z.strictObject({
  type: z.string().regex(/^[A-Z]\w{0,99}$/),
  key: text(200).min(1),
  name: text(400).nullable(),
  lat: z.number().min(-90).max(90).nullable(),
  lon: z.number().min(-180).max(180).nullable(),
  division_code: code,
  division_path: z.array(code).min(1).max(10),
  owner_department: text(40),
  state: text(100).nullable(),
  due_at: z.iso.datetime().nullable(),
  rank: z.int().nullable(),
  enterprise_uscc: text(40).nullable(),
  share: z.enum(['UNCONDITIONAL', 'CONDITIONAL']),
  synthetic: z.boolean(),
  deleted: z.boolean(),
});
export type IndexEntry = z.infer<typeof indexEntry>;

const typeAndKey = { type: z.string(), key: z.string() };
/**
 * How far an owner's entries have come: while all are sent again, the last one sent and the transaction from which
 * changes count afterwards; then the last change sent.
 */
const position = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('RESENDING'), from: z.string().regex(/^\d+$/), ...typeAndKey }),
  z.strictObject({ phase: z.literal('FOLLOWING'), xid: z.string().regex(/^\d+$/), ...typeAndKey }),
]);
export type Position = z.infer<typeof position>;

/** What an owner sends after a position of the index. */
export const indexBatch = z.strictObject({
  /** Version of the cursor that the batch goes on from; another one moved it when it differs. */
  version: z.int().min(0),
  /** Id of the batch, or of the last one that held entries. */
  epoch: z.uuid().nullable(),
  /** Whether it begins a resend: what is not sent again until it ends disappears then. */
  begins: z.boolean(),
  ends: z.boolean(),
  position,
  entries: z.array(indexEntry).max(batchEntries),
  /** Instant up to which every committed change is in the index once this is applied; null when not known. */
  upTo: z.iso.datetime().nullable(),
});
export type IndexBatch = z.infer<typeof indexBatch>;

/** The cursor of one owner, as `commons` keeps it. */
export const feedState = z.strictObject({
  version: z.int().min(0),
  epoch: z.uuid().nullable(),
  /** null: everything is to be sent again. */
  position: position.nullable(),
});
export type FeedState = z.infer<typeof feedState>;

/** The index as an owner reaches it, in this process or over HTTP. */
export interface IndexFeed {
  /** @param signal gives up waiting, when the sender stops. */
  state(signal?: AbortSignal): Promise<FeedState>;
  /** Applies a batch and answers the cursor as it then stands; null when somebody else has moved it before. */
  apply(batch: IndexBatch, signal?: AbortSignal): Promise<FeedState | null>;
}

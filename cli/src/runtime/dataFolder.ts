import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { refusal } from '@huitong/contract';
import {
  acquireLock,
  type FileLock,
  LockHeldError,
  readPrivateFile,
  writeFileAtomically,
} from '@huitong/kit';

const key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'an envelope key has 32 bytes, in base64');

/** What one subgraph's process may know: its own database and its own key. */
const connection = z.strictObject({
  databaseUrl: z.string(),
  /** 32 bytes, base64. */
  envelopeKey: key,
  /** Accepted beside it while the key is changed. */
  furtherEnvelopeKeys: z.array(key).max(2).optional(),
  /** Of `commons` only: the keys of each subgraph that feeds the index, 32 bytes in base64; several in a change. */
  feedKeys: z.record(z.string(), z.union([key, z.array(key).min(1).max(3)])).optional(),
});
export type Connection = z.infer<typeof connection>;

/** What the gateway's process may know: the key of each subgraph, no database. */
const gatewayConnection = z.strictObject({ envelopeKeys: z.record(z.string(), key) });
export type GatewayConnection = z.infer<typeof gatewayConnection>;

/** Where things lie in a data folder. */
export const inData = (data: string) => {
  const root = resolve(data);
  return {
    root,
    lock: join(root, 'huitong.lock'),
    records: join(root, 'records'),
    policy: join(root, 'policy'),
    /** The key of development that signs the record, and what it is checked with. */
    auditKey: join(root, 'keys', 'audit-key.pem'),
    auditPublicKey: join(root, 'keys', 'audit-key.pub.pem'),
    connection: (name: string) => join(root, 'connections', name, 'connection.json'),
  };
};

/**
 * Takes a data folder for this process, making it when absent.
 * @throws Refusal DATA_FOLDER_IN_USE, DATA_FOLDER_UNUSABLE
 */
export async function takeDataFolder(data: string): Promise<FileLock> {
  const { root, lock } = inData(data);
  try {
    await mkdir(root, { recursive: true });
    return await acquireLock(lock);
  } catch (cause) {
    if (cause instanceof LockHeldError) {
      const message = `Another Huitong (process ${cause.pid}) runs on this data folder.`;
      throw refusal('DATA_FOLDER_IN_USE', { message, at: root, cause });
    }
    throw refusal('DATA_FOLDER_UNUSABLE', { at: root, cause });
  }
}

async function readChecked<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  const text = await readPrivateFile(path).catch(() => undefined);
  if (text === undefined) {
    throw refusal('SETTING_INVALID', {
      at: path,
      message: 'There is no readable connection file here. "huitong start" or "huitong migrate" writes it.',
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message would quote the file.
    value = undefined;
  }
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw refusal('SETTING_INVALID', {
    at: path,
    message: 'The connection file does not have the expected content.',
  });
}

export const readConnection = (path: string): Promise<Connection> => readChecked(path, connection);
export const readGatewayConnection = (path: string): Promise<GatewayConnection> =>
  readChecked(path, gatewayConnection);

/** Writes the connection files, one for each process, readable by their owner only. */
export async function writeConnections(
  data: string,
  subgraphs: Readonly<Record<string, Connection>>,
): Promise<void> {
  const paths = inData(data);
  const keys = Object.entries(subgraphs).map(([name, { envelopeKey }]) => [name, envelopeKey]);
  const files: [string, Connection | GatewayConnection][] = [
    ...Object.entries(subgraphs),
    ['gateway', { envelopeKeys: Object.fromEntries(keys) as Record<string, string> }],
  ];
  for (const [name, content] of files) {
    // A folder each, so that a process can be given its own and no other.
    await mkdir(dirname(paths.connection(name)), { recursive: true, mode: 0o700 });
    await writeFileAtomically(paths.connection(name), `${JSON.stringify(content, null, 2)}\n`, 0o600);
  }
}

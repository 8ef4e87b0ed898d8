import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { refusal } from '@huitong/contract';

/** Where a page ended: the sort value of its last row, and the row's id, which breaks ties. */
export interface Position {
  readonly value: string | number | boolean | null;
  readonly id: string;
}

// A cursor lives as long as a client pages through a list; a restart may end it. A key of the process keeps it
// unreadable without a secret to configure. Several processes of one subgraph share one by setCursorKey.
let key = randomBytes(32);

/** Sets the key that seals cursors, for processes that must read each other's. 32 bytes. */
export function setCursorKey(shared: Uint8Array): void {
  key = createHash('sha256').update('huitong cursor').update(shared).digest();
}

/**
 * Seals a position, so that a cursor shows nothing of the sort value, which may stem from a row's hidden column.
 * @param list what the cursor belongs to: list, filters and order; it opens for nothing else.
 */
export function sealCursor(position: Position, list: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(list));
  const text = JSON.stringify([position.value, position.id]);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

/** Opens a cursor of {@link sealCursor}. Throws Refusal CURSOR_INVALID for anything else. */
export function openCursor(cursor: string, list: string): Position {
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    // One spelling only: the decoder would overlook foreign characters and spare bits.
    if (bytes.length < 28 || bytes.toString('base64url') !== cursor) throw new Error('no cursor');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(list));
    decipher.setAuthTag(bytes.subarray(-16));
    const text = decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    const [value, id] = JSON.parse(text) as [Position['value'], string];
    return { value, id };
  } catch {
    throw refusal('CURSOR_INVALID', { at: 'after' });
  }
}

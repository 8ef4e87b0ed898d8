import { refusal } from '@huitong/contract';

const sha256 = /^[0-9a-f]{64}$/i;
/** Ids of a manifest may be any short text without spaces. */
const listedId = /^[\w:./+=-]{1,200}$/;

/**
 * The id under which a request names its operation: `extensions.persistedQuery.sha256Hash` (automatic persisted
 * queries) or `documentId` (GraphQL over HTTP, appendix on persisted documents; `sha256:` before a hash is dropped).
 * @returns null when the request names none.
 * @throws Refusal MALFORMED_REQUEST when an id is there but is none.
 */
export function persistedId(
  body: Readonly<Record<string, unknown>>,
  extensions: Readonly<Record<string, unknown>>,
): string | null {
  const entry = Object.hasOwn(extensions, 'persistedQuery') ? extensions['persistedQuery'] : null;
  if (entry !== null && entry !== undefined) {
    const { version, sha256Hash } = entry as { version?: unknown; sha256Hash?: unknown };
    if (version === 1 && typeof sha256Hash === 'string' && sha256.test(sha256Hash)) {
      return sha256Hash.toLowerCase();
    }
    throw refusal('MALFORMED_REQUEST', {
      at: 'extensions.persistedQuery',
      message: '"persistedQuery" needs version 1 and a sha256Hash of 64 hexadecimal digits.',
    });
  }
  const documentId = Object.hasOwn(body, 'documentId') ? body['documentId'] : null;
  if (documentId === null || documentId === undefined) return null;
  if (typeof documentId !== 'string' || !listedId.test(documentId)) {
    throw refusal('MALFORMED_REQUEST', {
      at: 'documentId',
      message: '"documentId" is not the id of a document.',
    });
  }
  const id = documentId.replace(/^sha256:/i, '');
  return sha256.test(id) ? id.toLowerCase() : id;
}

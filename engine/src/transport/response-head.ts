import { TransportError } from './transport.js';

const JSON_TYPES = new Set(['application/json', 'application/graphql-response+json']);
/** Statuses by which a proxy, or a subgraph that sheds load, says that there is nobody behind it now. */
const UNAVAILABLE_STATUSES = new Set([429, 502, 503, 504]);

/** The head of an answer: `headers` as they came, name and value in turn. */
export interface Head {
  readonly statusCode: number;
  readonly headers: readonly Buffer[];
  readonly maxBytes: number;
}

/**
 * Lets a body be read only where it is said to be uncompressed JSON of allowed length.
 *
 * @throws TransportError
 */
export function checkHead(subgraph: string, { statusCode, headers, maxBytes }: Head): void {
  const fail = (kind: 'UNAVAILABLE' | 'MALFORMED', detail: string) =>
    new TransportError(kind, subgraph, { detail });
  if (UNAVAILABLE_STATUSES.has(statusCode)) throw fail('UNAVAILABLE', `status ${statusCode}`);
  if (statusCode >= 300 && statusCode < 400) throw fail('MALFORMED', 'a redirect, which is not followed');
  const { type, encoding, length } = readHead(headers);
  if (!isJson(type)) {
    throw statusCode >= 500
      ? fail('UNAVAILABLE', `status ${statusCode}`)
      : fail('MALFORMED', 'content type is not JSON');
  }
  if (encoding !== '' && encoding !== 'identity') throw fail('MALFORMED', 'compressed although not asked to');
  if (length !== '' && Number(length) > maxBytes) throw new TransportError('TOO_LARGE', subgraph);
}

function isJson(type: string): boolean {
  return JSON_TYPES.has(type) || JSON_TYPES.has(type.split(';')[0]!.trim().toLowerCase());
}

/** Only the three that matter are made into texts; a repeated one is a list and fits nothing. */
function readHead(headers: readonly Buffer[]): { type: string; encoding: string; length: string } {
  let type = '';
  let encoding = '';
  let length = '';
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index]!;
    if (name.length !== 12 && name.length !== 14 && name.length !== 16) continue;
    const value = headers[index + 1]!;
    switch (name.toString('latin1').toLowerCase()) {
      case 'content-type':
        type = joined(type, value);
        break;
      case 'content-encoding':
        encoding = joined(encoding, value);
        break;
      case 'content-length':
        length = joined(length, value);
        break;
    }
  }
  return { type, encoding, length };
}

function joined(before: string, value: Buffer): string {
  const text = value.toString('latin1');
  return before === '' ? text : `${before}, ${text}`;
}

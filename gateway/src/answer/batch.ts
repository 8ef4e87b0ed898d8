import type { Exchange, Reply } from '../contexts.js';

/**
 * Joins the answers to a batch in the order of its operations. Each says in its body what became of it; the status
 * says what they have in common, and 200 where they differ.
 */
export function joinBatch({ requestId }: Pick<Exchange, 'requestId'>, replies: readonly Reply[]): Reply {
  const [first] = replies;
  if (!first) throw new Error('A batch has no operation.');
  const gone = replies.find(({ status }) => status === 499);
  if (gone) return gone;
  const same = replies.every(({ status }) => status === first.status);
  const { 'content-type': type = '', 'cache-control': cache = '', vary = '' } = first.headers;
  const common = { 'content-type': type, 'cache-control': cache, vary, 'x-request-id': requestId };
  return {
    status: same ? first.status : 200,
    headers: same ? { ...first.headers, ...common } : common,
    body: `[${replies.map(({ body }) => body).join(',')}]`,
  };
}

import { refusal } from '@huitong/contract';

/**
 * Reads `--subgraphs name=url,…`.
 * @param secure whether there are certificates, with which nothing goes in the clear.
 * @throws Refusal SETTING_INVALID
 */
export function subgraphAddresses(text: string, secure = false): Map<string, string> {
  const pairs = text.split(',').map((part) => part.trim().split(/=(.*)/s, 2) as [string, string | undefined]);
  for (const [name, url] of pairs) {
    if (name && url && (secure ? /^https:\/\// : /^https?:\/\//).test(url)) continue;
    throw refusal('SETTING_INVALID', {
      at: '--subgraphs',
      message: `Give name=${secure ? 'https' : 'http'}://host:port for each subgraph${secure ? ', because --tls is given' : ''}.`,
    });
  }
  return new Map(pairs as [string, string][]);
}

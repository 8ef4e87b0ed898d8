import { refusal } from '@huitong/contract';

/** Reads `--subgraphs name=url,…`. Throws Refusal SETTING_INVALID. */
export function subgraphAddresses(text: string): Map<string, string> {
  const pairs = text.split(',').map((part) => part.trim().split(/=(.*)/s, 2) as [string, string | undefined]);
  for (const [name, url] of pairs) {
    if (name && url && /^https?:\/\//.test(url)) continue;
    throw refusal('SETTING_INVALID', {
      at: '--subgraphs',
      message: 'Give name=http://host:port for each subgraph.',
    });
  }
  return new Map(pairs as [string, string][]);
}

import { refusal } from '@huitong/contract';
import {
  feedKey,
  type IndexFeeds,
  listenSubgraph,
  localFeed,
  openSubgraph,
  remoteFeed,
  startRelay,
  type SubgraphService,
} from '@huitong/kit';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import type { Listening } from '../runtime/children.js';
import { type Connection, inData, readConnection } from '../runtime/dataFolder.js';
import { definitionOf, indexing } from '../runtime/definitions.js';
import { Stack, stopRequested } from '../runtime/stopping.js';
import { subgraphAddresses } from '../runtime/addresses.js';

/** The feeds that the process of the index answers. */
const feedsOf = ({ database }: SubgraphService, keys: NonNullable<Connection['feedKeys']>): IndexFeeds =>
  new Map(
    Object.entries(keys).map(([name, key]) => [
      name,
      { key: Buffer.from(key, 'base64'), feed: localFeed(database, name) },
    ]),
  );

/** Feeds the index of another process, when its address is known. Returns null when there is nothing to feed. */
function startFeeding(
  service: SubgraphService,
  { databaseUrl, key }: { readonly databaseUrl: string; readonly key: Buffer },
  { subgraphs, indexRetention }: Configuration,
  log: Logger,
) {
  const { name, indexed = [] } = service.definition;
  if (indexed.length === 0) return null;
  const address = subgraphs ? subgraphAddresses(subgraphs).get(indexing) : undefined;
  if (!address) {
    log.warn({ subgraph: name }, `no address of ${indexing} is given: the cross-department index is not fed`);
    return null;
  }
  const feed = remoteFeed(address, name, feedKey(key));
  const retentionSeconds = indexRetention * 86_400;
  return startRelay({ subgraph: name, database: service.database, databaseUrl, feed, log, retentionSeconds });
}

/** Runs one subgraph as a process of its own until it is told to stop. It migrates nothing. */
export async function runSubgraph(name: string, configuration: Configuration, log: Logger): Promise<void> {
  const definition = definitionOf(name);
  const path = configuration.connection ?? inData(configuration.data).connection(name);
  const { databaseUrl, envelopeKey, feedKeys } = await readConnection(path);
  const key = Buffer.from(envelopeKey, 'base64');
  if (key.length !== 32)
    throw refusal('SETTING_INVALID', { at: path, message: 'The envelope key has 32 bytes.' });

  const stack = new Stack(log);
  const stop = stopRequested();
  try {
    const service = await openSubgraph(definition, { databaseUrl, log });
    stack.push('service', () => service.close());
    const { host, port } = configuration;
    const feeds = feedKeys ? { feeds: feedsOf(service, feedKeys) } : {};
    const listening = await listenSubgraph(service, { host, port, envelopeKey: key, log, ...feeds });
    stack.push('listener', () => listening.close());
    const relay = startFeeding(service, { databaseUrl, key }, configuration, log);
    if (relay) stack.push('relay', () => relay.close());
    if (process.send) process.send({ listening: listening.port } satisfies Listening);
    else
      process.stdout.write(`Huitong subgraph ${name} listens on http://${host}:${listening.port}/graphql\n`);
    log.info({ subgraph: name, host, port: listening.port }, 'subgraph listens');
    await stop;
  } finally {
    await stack.close();
    // The channel to the parent would keep this process alive.
    if (process.connected) process.disconnect();
  }
}

import {
  feedKey,
  type IndexFeeds,
  listenSubgraph,
  localFeed,
  openSubgraph,
  remoteFeed,
  startRelay,
  type SubgraphService,
  type TlsCredentials,
} from '@huitong/kit';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import type { Listening } from '../runtime/children.js';
import { inData, readConnection } from '../runtime/dataFolder.js';
import { definitionOf, indexing } from '../runtime/subgraphs.js';
import { keysOf, type SubgraphKeys } from '../runtime/envelopeKeys.js';
import { type Reread, reread } from '../runtime/reread.js';
import { openTls, tlsTo } from '../runtime/tls.js';
import { Stack, stopRequested } from '../runtime/stopping.js';
import { subgraphAddresses } from '../runtime/addresses.js';

/** The feeds that the process of the index answers. */
const feedsOf = ({ database }: SubgraphService, keys: Reread<SubgraphKeys>): IndexFeeds =>
  new Map(
    [...keys.current().feeds.keys()].map((name) => [
      name,
      { key: () => keys.current().feeds.get(name) ?? [], feed: localFeed(database, name) },
    ]),
  );

/** What a process knows besides its subgraph. */
interface Facts {
  readonly databaseUrl: string;
  readonly keys: Reread<SubgraphKeys>;
  readonly tls: Reread<TlsCredentials> | null;
}

/** Feeds the index of another process, when its address is known. Returns null when there is nothing to feed. */
function startFeeding(
  service: SubgraphService,
  { databaseUrl, keys, tls }: Facts,
  { subgraphs, indexRetention }: Configuration,
  log: Logger,
) {
  const { name, indexed = [] } = service.definition;
  if (indexed.length === 0) return null;
  const address = subgraphs ? subgraphAddresses(subgraphs, tls !== null).get(indexing) : undefined;
  if (!address) {
    log.warn({ subgraph: name }, `no address of ${indexing} is given: the cross-department index is not fed`);
    return null;
  }
  const feed = remoteFeed(address, name, () => keys.current().own.map(feedKey), tlsTo(tls, indexing));
  const retentionSeconds = indexRetention * 86_400;
  return startRelay({ subgraph: name, database: service.database, databaseUrl, feed, log, retentionSeconds });
}

/** Runs one subgraph as a process of its own until it is told to stop. It migrates nothing. */
export async function runSubgraph(name: string, configuration: Configuration, log: Logger): Promise<void> {
  const definition = await definitionOf(name);
  const path = configuration.connection ?? inData(configuration.data).connection(name);
  const { databaseUrl } = await readConnection(path);
  const keys = await reread('envelope keys', async () => keysOf(await readConnection(path)), {
    ...{ log, say: ({ own, feeds }) => JSON.stringify([own, [...feeds]]) },
  });
  let renew: (credentials: TlsCredentials) => void = () => undefined;
  const tls = await openTls(configuration.tls, name, { log, changed: (credentials) => renew(credentials) });
  process.on('SIGHUP', () => void Promise.all([keys.now(), tls?.now()]));

  const stack = new Stack(log);
  const stop = stopRequested();
  try {
    const service = await openSubgraph(definition, { databaseUrl, log });
    stack.push('service', () => service.close());
    const { host, port } = configuration;
    const feeds = keys.current().feeds.size > 0 ? { feeds: feedsOf(service, keys) } : {};
    const envelopeKey = () => keys.current().own;
    const secure = tls ? { tls: tls.current() } : {};
    const listening = await listenSubgraph(service, { host, port, envelopeKey, log, ...feeds, ...secure });
    renew = (credentials) => listening.renew(credentials);
    stack.push('listener', () => listening.close());
    const relay = startFeeding(service, { databaseUrl, keys, tls }, configuration, log);
    if (relay) stack.push('relay', () => relay.close());
    if (process.send) process.send({ listening: listening.port } satisfies Listening);
    else
      process.stdout.write(
        `Huitong subgraph ${name} listens on ${tls ? 'https' : 'http'}://${host}:${listening.port}/graphql\n`,
      );
    log.info({ subgraph: name, host, port: listening.port }, 'subgraph listens');
    await stop;
  } finally {
    await stack.close();
    // The channel to the parent would keep this process alive.
    if (process.connected) process.disconnect();
  }
}

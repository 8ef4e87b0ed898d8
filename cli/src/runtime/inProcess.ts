import { localTransport, TransportError } from '@huitong/engine';
import type { FetchContext } from '@huitong/gateway';
import {
  databaseAway,
  localFeed,
  openSubgraph,
  type Relay,
  startRelay,
  type SubgraphService,
} from '@huitong/kit';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import type { Backends } from './backends.js';
import type { Connection } from './dataFolder.js';
import { definitions, feeding } from './definitions.js';
import { indexing } from './subgraphs.js';

function transportTo(service: SubgraphService, timeoutMs: number) {
  const subgraph = service.definition.name;
  return localTransport<FetchContext>(
    async (request, { context }) => {
      // The gateway verified this caller itself; in process no envelope has to prove it.
      if (!context.caller) throw new Error('A fetch without a caller reached a subgraph.');
      const answer = await service.execute(request, context.caller);
      if (databaseAway(answer)) throw new TransportError('UNAVAILABLE', subgraph);
      return answer;
    },
    { timeoutMs },
  );
}

/** Feeds the index from every owner, by a direct call. */
function startRelays(
  services: readonly SubgraphService[],
  connections: Readonly<Record<string, Connection>>,
  { indexRetention, log }: { readonly indexRetention: number; readonly log: Logger },
): Relay[] {
  const serviceOf = (name: string) =>
    services.find(({ definition }) => definition.name === name) as SubgraphService;
  const commons = serviceOf(indexing).database;
  return feeding.map((name) => {
    const { databaseUrl } = connections[name] as Connection;
    const { database } = serviceOf(name);
    return startRelay({
      ...{ subgraph: name, database, databaseUrl, log, feed: localFeed(commons, name) },
      retentionSeconds: indexRetention * 86_400,
    });
  });
}

/** Runs every subgraph inside this process: the same services as alone, without HTTP between. */
export async function openInProcess(
  connections: Readonly<Record<string, Connection>>,
  { subgraphTimeout, indexRetention }: Pick<Configuration, 'subgraphTimeout' | 'indexRetention'>,
  log: Logger,
) {
  // One after another: building a schema keeps the process busy, and a connection begun before would run out of time.
  const services: SubgraphService[] = [];
  for (const definition of definitions) {
    const { databaseUrl } = connections[definition.name] as Connection;
    services.push(await openSubgraph(definition, { databaseUrl, log }));
  }
  const relays = startRelays(services, connections, { indexRetention, log });
  const backends: Backends = {
    transports: new Map(
      services.map((service) => [service.definition.name, transportTo(service, subgraphTimeout * 1000)]),
    ),
    async waiting() {
      const ready = await Promise.all(services.map((service) => service.ready()));
      return services.filter((_, index) => !ready[index]).map((service) => service.definition.name);
    },
    async close() {
      await Promise.all(relays.map((relay) => relay.close()));
      await Promise.all(services.map((service) => service.close()));
    },
  };
  return { services, backends };
}

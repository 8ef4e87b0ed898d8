import { refusal } from '@huitong/contract';
import { httpTransport } from '@huitong/engine';
import { gatewayCertificateName } from '@huitong/kit';
import { createGateway, type FetchContext, type Gateway, signedHttpTransport } from '@huitong/gateway';
import type { Configuration } from '../configuration.js';
import { subgraphAddresses } from './addresses.js';
import { inData, readGatewayConnection } from './dataFolder.js';
import { signingKeysOf } from './envelopeKeys.js';
import { frontOf } from './front.js';
import { type GatewayPlace, openGateway, pagesFolder, readSupergraph } from './gateway.js';
import { reread } from './reread.js';
import { isReady, openTls, tlsTo } from './tls.js';

/** A third party's supergraph over plain HTTP: no tokens, no sharing rules, no envelope. */
async function openThirdParty(configuration: Configuration, place: GatewayPlace): Promise<Gateway> {
  if (configuration.production) {
    throw refusal('NOT_IN_PRODUCTION', {
      at: '--open',
      message: 'An open gateway asks nobody who they are.',
    });
  }
  if (!configuration.supergraph) {
    throw refusal('SETTING_INVALID', { at: '--supergraph', message: '--open needs --supergraph FILE.' });
  }
  const overrides = configuration.subgraphs
    ? subgraphAddresses(configuration.subgraphs)
    : new Map<string, string>();
  return createGateway({
    ...(await frontOf(configuration)),
    ...(place.siblings ? { siblings: place.siblings } : {}),
    supergraph: place.supergraph ?? (await readSupergraph(configuration)),
    transports: ({ name, url }) =>
      httpTransport<FetchContext>({
        url: overrides.get(name) ?? url,
        timeoutMs: configuration.subgraphTimeout * 1000,
      }),
    engineKind: configuration.engine,
    identity: { mode: 'open' },
    sharing: false,
    production: false,
    pages: pagesFolder(),
    departments: [],
    decisionLog: null,
    logger: place.log,
  });
}

/** The gateway of the house alone, its subgraphs elsewhere. */
async function openHouse(configuration: Configuration, place: GatewayPlace): Promise<Gateway> {
  if (!configuration.subgraphs) {
    throw refusal('SETTING_INVALID', {
      at: '--subgraphs',
      message: 'Say where the subgraphs are: name=http://…,….',
    });
  }
  const addresses = subgraphAddresses(configuration.subgraphs, configuration.tls !== undefined);
  const path = configuration.connection ?? inData(configuration.data).connection('gateway');
  const read = async () => {
    const keys = signingKeysOf(await readGatewayConnection(path));
    const missing = [...addresses.keys()].find((subgraph) => !keys.has(subgraph));
    if (missing === undefined) return keys;
    throw refusal('SETTING_INVALID', { at: path, message: `There is no key for subgraph ${missing}.` });
  };
  const keys = await reread('envelope keys', read, {
    log: place.log,
    say: (map) => JSON.stringify([...map]),
  });
  const tls = await openTls(configuration.tls, gatewayCertificateName, place);
  const timeoutMs = configuration.subgraphTimeout * 1000;
  const transports = new Map(
    [...addresses].map(([subgraph, base]) => {
      const key = () => [keys.current().get(subgraph) as Buffer];
      const url = new URL('/graphql', base).href;
      const way = tlsTo(tls, subgraph);
      return [subgraph, signedHttpTransport({ subgraph, url, key, timeoutMs, ...(way ? { tls: way } : {}) })];
    }),
  );
  const waiting = async () => {
    const answers = await Promise.all(
      [...addresses].map(async ([name, base]) => ((await isReady(base, tlsTo(tls, name))) ? null : name)),
    );
    return answers.filter((name) => name !== null);
  };
  return openGateway(configuration, { transports, waiting, close: () => Promise.resolve() }, place);
}

/** Makes the gateway that the settings ask for: of the house, or of somebody else's supergraph. */
export const openConfigured = (configuration: Configuration, place: GatewayPlace): Promise<Gateway> =>
  (configuration.open ? openThirdParty : openHouse)(configuration, place);

import { refusal } from '@huitong/contract';
import { httpTransport } from '@huitong/engine';
import { createGateway, type FetchContext, type Gateway, signedHttpTransport } from '@huitong/gateway';
import type { Configuration } from '../configuration.js';
import { subgraphAddresses } from './addresses.js';
import { inData, readGatewayConnection } from './dataFolder.js';
import { frontOf } from './front.js';
import { type GatewayPlace, openGateway, pagesFolder, readSupergraph } from './gateway.js';

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
  const addresses = subgraphAddresses(configuration.subgraphs);
  const path = configuration.connection ?? inData(configuration.data).connection('gateway');
  const { envelopeKeys } = await readGatewayConnection(path);
  const timeoutMs = configuration.subgraphTimeout * 1000;
  const transports = new Map(
    [...addresses].map(([subgraph, base]) => {
      const key = envelopeKeys[subgraph];
      if (!key)
        throw refusal('SETTING_INVALID', { at: path, message: `There is no key for subgraph ${subgraph}.` });
      const url = new URL('/graphql', base).href;
      return [subgraph, signedHttpTransport({ subgraph, url, key: Buffer.from(key, 'base64'), timeoutMs })];
    }),
  );
  const waiting = async () => {
    const answers = await Promise.all(
      [...addresses].map(async ([name, base]) => {
        const signal = AbortSignal.timeout(1000);
        const ok = await fetch(new URL('/ready', base), { signal }).then(
          (response) => response.ok,
          () => false,
        );
        return ok ? null : name;
      }),
    );
    return answers.filter((name) => name !== null);
  };
  return openGateway(configuration, { transports, waiting, close: () => Promise.resolve() }, place);
}

/** Makes the gateway that the settings ask for: of the house, or of somebody else's supergraph. */
export const openConfigured = (configuration: Configuration, place: GatewayPlace): Promise<Gateway> =>
  (configuration.open ? openThirdParty : openHouse)(configuration, place);

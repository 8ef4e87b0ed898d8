import { refusal } from '@huitong/contract';
import { httpTransport } from '@huitong/engine';
import { createGateway, type FetchContext, type Gateway, signedHttpTransport } from '@huitong/gateway';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import { inData, readGatewayConnection } from '../runtime/dataFolder.js';
import { openGateway, pagesFolder, readSupergraph, swapSupergraph } from '../runtime/gateway.js';
import { Stack, stopRequested } from '../runtime/stopping.js';

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

/** A third party's supergraph over plain HTTP: no tokens, no sharing rules, no envelope. */
async function openThirdParty(configuration: Configuration, log: Logger): Promise<Gateway> {
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
    supergraph: await readSupergraph(configuration),
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
    logger: log,
  });
}

/** The gateway of the house alone, its subgraphs elsewhere. */
async function openHouse(configuration: Configuration, log: Logger): Promise<Gateway> {
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
  return openGateway(configuration, { transports, waiting, close: () => Promise.resolve() }, log);
}

/** Runs a gateway alone until it is told to stop. SIGHUP reads the supergraph anew. */
export async function runGateway(configuration: Configuration, log: Logger): Promise<void> {
  const stack = new Stack(log);
  const stop = stopRequested();
  try {
    const gateway = await (configuration.open ? openThirdParty : openHouse)(configuration, log);
    stack.push('gateway', () => gateway.close({ graceMs: configuration.grace * 1000 }));
    const { port } = await gateway.listen(configuration);
    process.on('SIGHUP', () => void swapSupergraph(gateway, configuration, log));
    process.stdout.write(`Huitong gateway listens on http://${configuration.host}:${port}/graphql\n`);
    await stop;
  } finally {
    await stack.close();
  }
}

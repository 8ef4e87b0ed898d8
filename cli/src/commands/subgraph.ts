import { refusal } from '@huitong/contract';
import { listenSubgraph, openSubgraph } from '@huitong/kit';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import type { Listening } from '../runtime/children.js';
import { inData, readConnection } from '../runtime/dataFolder.js';
import { definitionOf } from '../runtime/definitions.js';
import { Stack, stopRequested } from '../runtime/stopping.js';

/** Runs one subgraph as a process of its own until it is told to stop. It migrates nothing. */
export async function runSubgraph(name: string, configuration: Configuration, log: Logger): Promise<void> {
  const definition = definitionOf(name);
  const path = configuration.connection ?? inData(configuration.data).connection(name);
  const { databaseUrl, envelopeKey } = await readConnection(path);
  const key = Buffer.from(envelopeKey, 'base64');
  if (key.length !== 32)
    throw refusal('SETTING_INVALID', { at: path, message: 'The envelope key has 32 bytes.' });

  const stack = new Stack(log);
  const stop = stopRequested();
  try {
    const service = await openSubgraph(definition, { databaseUrl, log });
    stack.push('service', () => service.close());
    const { host, port } = configuration;
    const listening = await listenSubgraph(service, { host, port, envelopeKey: key, log });
    stack.push('listener', () => listening.close());
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

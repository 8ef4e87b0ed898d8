import cluster from 'node:cluster';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import { openConfigured } from '../runtime/configuredGateway.js';
import { swapSupergraph } from '../runtime/gateway.js';
import { Stack, stopRequested } from '../runtime/stopping.js';

/**
 * Runs a gateway until it is told to stop, in this process or in several that share the port. SIGHUP reads the
 * supergraph anew.
 */
export async function runGateway(configuration: Configuration, log: Logger): Promise<void> {
  if (cluster.isWorker) return (await import('../workers/worker.js')).runWorker(configuration, log);
  if (configuration.workers > 1) {
    return (await import('../workers/primary.js')).runPrimary(configuration, log);
  }
  const stack = new Stack(log);
  const stop = stopRequested();
  try {
    const gateway = await openConfigured(configuration, { log });
    stack.push('gateway', () => gateway.close({ graceMs: configuration.grace * 1000 }));
    const { port } = await gateway.listen(configuration);
    process.on('SIGHUP', () => void swapSupergraph(gateway, configuration, log));
    process.stdout.write(`Huitong gateway listens on http://${configuration.host}:${port}/graphql\n`);
    await stop;
  } finally {
    await stack.close();
  }
}

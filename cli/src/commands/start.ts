import { createServer } from 'node:net';
import { refusal } from '@huitong/contract';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import { auditSignerOf } from '../runtime/auditLog.js';
import { banner } from '../runtime/banner.js';
import { openChildren } from '../runtime/children.js';
import { takeDataFolder } from '../runtime/dataFolder.js';
import { openServer, prepareDatabases } from '../runtime/databases.js';
import { identityOf, openGateway, swapSupergraph } from '../runtime/gateway.js';
import { openInProcess } from '../runtime/inProcess.js';
import { loadSample } from '../runtime/sample.js';
import { Stack, stopRequested } from '../runtime/stopping.js';

/** Refuses a taken port before anything is started. */
async function checkPort({ host, port }: Configuration): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      const message = taken
        ? `Port ${port} is taken.`
        : `${host}:${port} cannot be listened on (${cause.code}).`;
      reject(refusal(taken ? 'PORT_TAKEN' : 'SETTING_INVALID', { at: `--port ${port}`, message, cause }));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** One line of progress; the log is for what goes wrong. */
const say = (line: string) => process.stdout.write(`${line}\n`);

async function open(configuration: Configuration, log: Logger, stack: Stack): Promise<string> {
  say('PostgreSQL …');
  const server = await openServer(configuration, log);
  stack.push('PostgreSQL', () => server.stop());
  say(`databases and migrations (${server.description}) …`);
  const connections = await prepareDatabases(server.adminUrl, configuration, log);
  if (configuration.sample ?? !configuration.production) {
    say('synthetic demo data …');
    await loadSample(connections, configuration.sampleSize, log);
  }
  say(configuration.processes ? 'subgraphs, a process each …' : 'subgraphs …');
  const backends = configuration.processes
    ? await openChildren(configuration, log)
    : (await openInProcess(connections, configuration, log)).backends;
  stack.push('subgraphs', () => backends.close());
  const gateway = await openGateway(configuration, backends, { log });
  stack.push('gateway', () => gateway.close({ graceMs: configuration.grace * 1000 }));
  const { port } = await gateway.listen(configuration);
  process.on('SIGHUP', () => void swapSupergraph(gateway, configuration, log));
  return banner({ host: configuration.host, port }, configuration, server.description);
}

/**
 * Runs the whole house until it is told to stop: PostgreSQL, databases, demo data outside production, subgraphs,
 * gateway. SIGHUP reads the supergraph anew.
 */
export async function start(configuration: Configuration, log: Logger): Promise<void> {
  await checkPort(configuration);
  const stack = new Stack(log);
  const stop = stopRequested();
  try {
    if (configuration.tls !== undefined && !configuration.processes) {
      const message = 'Subgraphs in this process are not reached by TLS; --tls goes with --processes.';
      throw refusal('SETTING_INVALID', { at: '--tls', message });
    }
    await identityOf(configuration);
    await auditSignerOf(configuration);
    const folder = await takeDataFolder(configuration.data);
    stack.push('data folder', () => folder.release());
    const text = await open(configuration, log, stack);
    process.stdout.write(text);
    say(`stopping (${await stop}) …`);
  } finally {
    await stack.close();
  }
}

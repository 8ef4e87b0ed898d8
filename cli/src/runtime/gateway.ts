import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refusal } from '@huitong/contract';
import { createGateway, type Gateway, type GatewayOptions, type JwtIdentity } from '@huitong/gateway';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import { readClaimsMapping } from '../identity/claimsFile.js';
import { openDevelopmentIssuer } from '../identity/developmentIssuer.js';
import type { Backends } from './backends.js';
import { openAuditLog } from './auditLog.js';
import { inData } from './dataFolder.js';
import { definitions } from './definitions.js';
import { alarming, governing } from './subgraphs.js';
import { frontOf, policyOf } from './front.js';

const committedSupergraph = fileURLToPath(new URL('../../../gateway/supergraph.graphql', import.meta.url));
const builtPages = fileURLToPath(new URL('../../../map/dist', import.meta.url));

/** The supergraph of the settings, else the one composed with the house. Throws Refusal FILE_UNREADABLE. */
export async function readSupergraph({ supergraph }: Configuration): Promise<string> {
  const path = supergraph ?? committedSupergraph;
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw refusal('FILE_UNREADABLE', { at: path, cause, message: 'The supergraph file cannot be read.' });
  });
}

export const pagesFolder = (): string | null => (existsSync(builtPages) ? builtPages : null);

/** An issuer that is read from beyond this machine without TLS lets anybody on the way sign tokens. */
function checkIssuer(issuer: string, { production }: Configuration): void {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    const message = 'An issuer that is no http(s) address cannot be discovered; give its keys by --jwks.';
    throw refusal('SETTING_INVALID', { at: '--issuer', message });
  }
  const here = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (production && url.protocol !== 'https:' && !here) {
    const message = 'An issuer whose keys are found by discovery has https in production.';
    throw refusal('NOT_IN_PRODUCTION', { at: '--issuer', message });
  }
}

/** Whose tokens are accepted: the configured identity provider's, or outside production the development issuer's. */
export async function identityOf(configuration: Configuration): Promise<JwtIdentity> {
  const { jwks, issuer, audience, policiesClaim, claims, issuerRefresh } = configuration;
  const house = { mode: 'jwt', audience, policiesClaim, keyFreshMs: issuerRefresh * 1000 } as const;
  if (issuer) {
    if (!jwks) checkIssuer(issuer, configuration);
    const keys = jwks ? { url: jwks } : { discover: issuer };
    return { ...house, issuer, keys, ...(claims ? { claims: await readClaimsMapping(claims) } : {}) };
  }
  const alone = jwks ? '--jwks' : claims ? '--claims' : null;
  if (alone) {
    throw refusal('SETTING_INVALID', { at: '--issuer', message: `${alone} needs --issuer; it is missing.` });
  }
  const development = await openDevelopmentIssuer(configuration);
  return { ...house, issuer: development.issuer, keys: { jwks: development.jwks as never } };
}

/** What a gateway has of its own where several processes serve one port; alone it has everything. */
export interface GatewayPlace {
  readonly log: Logger;
  /** SDL that all of them serve; read from the settings' file when absent. */
  readonly supergraph?: string;
  /** Folder of its decision log, which nobody else writes; `records` when absent. */
  readonly records?: string;
  /** Folder of the last sharing policy and of unreported usage; `policy` when absent. */
  readonly policy?: string;
  /** Metrics of all of them. */
  readonly siblings?: NonNullable<GatewayOptions['siblings']>;
}

/** Makes the gateway of the house over its backends. Throws Refusal SUPERGRAPH_INVALID, SETTING_INVALID. */
export async function openGateway(
  configuration: Configuration,
  backends: Backends,
  { log, supergraph, records, policy, siblings }: GatewayPlace,
): Promise<Gateway> {
  const front = await frontOf(configuration);
  const directory = records ?? inData(configuration.data).records;
  const name = records === undefined ? 'gateway' : basename(records);
  const decisionLog = await openAuditLog(configuration, { directory, name, log });
  return createGateway({
    ...front,
    ...(siblings ? { siblings } : {}),
    supergraph: supergraph ?? (await readSupergraph(configuration)),
    transports: backends.transports,
    engineKind: configuration.engine,
    identity: await identityOf(configuration),
    sharing: true,
    policy: {
      subgraph: governing,
      incidents: alarming,
      directory: policy ?? inData(configuration.data).policy,
      ...policyOf(configuration),
    },
    production: configuration.production,
    pages: pagesFolder(),
    departments: definitions.map(({ name, department }) => ({ name, department })),
    decisionLog,
    async ready() {
      const waiting = await backends.waiting();
      return { ready: waiting.length === 0, waiting };
    },
    logger: log,
  });
}

/** Reads the supergraph file again and brings it in; a bad one is refused and the one in use stays. */
export async function swapSupergraph(
  gateway: Gateway,
  configuration: Configuration,
  log: Logger,
): Promise<void> {
  try {
    const { version } = await gateway.swap(await readSupergraph(configuration));
    log.info({ version }, 'supergraph swapped');
  } catch (error) {
    log.error({ err: error }, 'the supergraph was not swapped; the one in use stays');
  }
}

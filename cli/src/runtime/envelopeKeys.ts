import { feedKey, type Secrets } from '@huitong/kit';
import type { Connection, GatewayConnection } from './dataFolder.js';
import { indexing } from './subgraphs.js';

const bytes = (key: string): Buffer => Buffer.from(key, 'base64');

/** Every key of a subgraph that is accepted, in base64; the first signs. */
function acceptedOf(secrets: Secrets, name: string): readonly [string, ...string[]] {
  const secret = secrets.subgraphs[name];
  if (!secret) throw new Error(`There are no secrets of ${name}.`);
  const further = [secret.nextEnvelopeKey, secret.formerEnvelopeKey].filter((key) => key !== undefined);
  return [secret.envelopeKey, ...further];
}

/**
 * The connections of the house with the keys that stand in its secrets; what else is in them stays.
 * @param feeding names of the subgraphs whose objects stand in the index.
 */
export function withKeys(
  connections: Readonly<Record<string, Pick<Connection, 'databaseUrl'>>>,
  secrets: Secrets,
  feeding: readonly string[],
): Record<string, Connection> {
  const feedKeys = Object.fromEntries(
    feeding.map((name) => [
      name,
      acceptedOf(secrets, name).map((key) => feedKey(bytes(key)).toString('base64')),
    ]),
  );
  return Object.fromEntries(
    Object.entries(connections).map(([name, { databaseUrl }]): [string, Connection] => {
      const [envelopeKey, ...furtherEnvelopeKeys] = acceptedOf(secrets, name);
      const further = furtherEnvelopeKeys.length > 0 ? { furtherEnvelopeKeys } : {};
      return [name, { databaseUrl, envelopeKey, ...further, ...(name === indexing ? { feedKeys } : {}) }];
    }),
  );
}

/** The keys of one subgraph's process. */
export interface SubgraphKeys {
  /** Shared with the gateway; the first is the newest that is in use. */
  readonly own: readonly Buffer[];
  /** Of those who feed the index here, by name. */
  readonly feeds: ReadonlyMap<string, readonly Buffer[]>;
}

/** The keys of a subgraph's connection file, as bytes. */
export function keysOf({ envelopeKey, furtherEnvelopeKeys = [], feedKeys = {} }: Connection): SubgraphKeys {
  return {
    own: [envelopeKey, ...furtherEnvelopeKeys].map(bytes),
    feeds: new Map(Object.entries(feedKeys).map(([name, keys]) => [name, [keys].flat().map(bytes)])),
  };
}

/** The keys of the gateway's connection file, as bytes, by subgraph. */
export const signingKeysOf = ({ envelopeKeys }: GatewayConnection): ReadonlyMap<string, Buffer> =>
  new Map(Object.entries(envelopeKeys).map(([name, key]) => [name, bytes(key)]));

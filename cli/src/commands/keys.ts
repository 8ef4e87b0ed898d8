import { createHash } from 'node:crypto';
import { refusal } from '@huitong/contract';
import { changeSecrets, loadOrCreateSecrets, newEnvelopeKey, type Secrets } from '@huitong/kit';
import type { Configuration } from '../configuration.js';
import { inData, readConnection, writeConnections } from '../runtime/dataFolder.js';
import { feeding } from '../runtime/definitions.js';
import { withKeys } from '../runtime/envelopeKeys.js';
import { definitionOf, subgraphNames } from '../runtime/subgraphs.js';

type SubgraphSecrets = Secrets['subgraphs'][string];

/** What a line asks. */
export interface KeysLine {
  readonly what: string;
  /** One subgraph; all of them when absent. */
  readonly subgraph: string | undefined;
}

const unfit = (name: string, message: string) => refusal('SETTING_INVALID', { at: name, message });

/**
 * The steps of a change of keys without a pause, each taken once every process has read the one before: the new key is
 * accepted everywhere before anybody signs with it, and the old one still is when nobody does any more.
 */
const steps: Readonly<Record<string, (secret: SubgraphSecrets, name: string) => void>> = {
  add(secret, name) {
    if (secret.nextEnvelopeKey) throw unfit(name, `${name} has a next key already; go on with "keys use".`);
    if (secret.formerEnvelopeKey)
      throw unfit(name, `${name} still accepts its former key; first "keys drop".`);
    secret.nextEnvelopeKey = newEnvelopeKey();
  },
  use(secret, name) {
    if (!secret.nextEnvelopeKey) throw unfit(name, `${name} has no next key; first "keys add".`);
    secret.formerEnvelopeKey = secret.envelopeKey;
    secret.envelopeKey = secret.nextEnvelopeKey;
    delete secret.nextEnvelopeKey;
  },
  drop(secret, name) {
    if (!secret.formerEnvelopeKey) throw unfit(name, `${name} has no former key to drop.`);
    delete secret.formerEnvelopeKey;
  },
};

const todo: Readonly<Record<string, string>> = {
  add: 'Give every subgraph and commons its new connection file; after ten seconds: keys use.',
  use: 'Give every process its new connection file, the gateway too; after two minutes: keys drop.',
  drop: 'Give every subgraph and commons its new connection file. What the old key signed is refused.',
};

/** What a key is called where it must not be shown: the beginning of its SHA-256. */
const nameOf = (key: string) =>
  createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 12);

function status(secrets: Secrets, names: readonly string[]): string {
  const lines = names.map((name) => {
    const secret = secrets.subgraphs[name] as SubgraphSecrets;
    const { envelopeKey, nextEnvelopeKey: next, formerEnvelopeKey: former } = secret;
    const further = [next && `next ${nameOf(next)}`, former && `former ${nameOf(former)}`].filter(Boolean);
    return [name.padEnd(12), `signs ${nameOf(envelopeKey)}`, ...further].join('  ');
  });
  return `${lines.join('\n')}\n`;
}

/**
 * Changes the envelope keys of a data folder beside the running house, a step at a time, and writes the connection
 * files anew; processes read them again by themselves.
 * @throws Refusal SETTING_INVALID when the step does not follow from where the change stands; nothing is changed then.
 */
export async function runKeys(
  { what, subgraph }: KeysLine,
  { data }: Pick<Configuration, 'data'>,
  out: NodeJS.WritableStream,
): Promise<void> {
  const { root, connection } = inData(data);
  const names = subgraph === undefined ? subgraphNames : [(await definitionOf(subgraph)).name];
  // Read before anything is changed: without them there is no house here.
  const connections = Object.fromEntries(
    await Promise.all(
      subgraphNames.map(async (name) => [name, await readConnection(connection(name))] as const),
    ),
  );
  if (what === 'status') {
    out.write(status(await loadOrCreateSecrets(root, subgraphNames), names));
    return;
  }
  const step = Object.hasOwn(steps, what) ? steps[what] : undefined;
  if (!step) throw unfit(what, `There is no "keys ${what}"; there are status, add, use and drop.`);
  const secrets = await changeSecrets(root, ({ subgraphs }) => {
    for (const name of names) step(subgraphs[name] as SubgraphSecrets, name);
  });
  await writeConnections(data, withKeys(connections, secrets, feeding));
  out.write(`${status(secrets, names)}${todo[what]}\n`);
}

import { access, readFile } from 'node:fs/promises';
import { refusal } from '@huitong/contract';
import type { Configuration } from '../configuration.js';
import { openDevelopmentIssuer } from '../identity/developmentIssuer.js';

/** Flags of a command that asks the running graph. */
export type Flags = Readonly<Record<string, unknown>>;

/** A flag's text; undefined when it was not given. */
export const textOf = (flags: Flags, name: string): string | undefined =>
  typeof flags[name] === 'string' ? flags[name] : undefined;

/** What is wrong with the command line, and where. */
export const wanting = (at: string, message: string) => refusal('SETTING_INVALID', { at, message });

/** Address of the gateway, without /graphql. */
export const gatewayOf = (flags: Flags): string =>
  (textOf(flags, 'gateway') ?? 'http://127.0.0.1:4000').replace(/\/(graphql)?$/, '');

/**
 * The token of the caller whose rights the command has: `--token-file`, or `--as` in a demonstration.
 * @throws Refusal SETTING_INVALID
 */
export async function tokenOf(flags: Flags, configuration: Configuration): Promise<string> {
  const file = textOf(flags, 'tokenFile');
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw refusal('SETTING_INVALID', { cause, at: '--token-file', message: `${file} cannot be read.` });
    });
    return text.trim();
  }
  const persona = textOf(flags, 'as');
  if (persona === undefined) {
    throw wanting('--token-file', 'Say as whom: --token-file FILE, or --as PERSONA in a demonstration.');
  }
  return (await openDevelopmentIssuer(configuration)).token(persona);
}

/** @throws Refusal SETTING_INVALID when something stands under the name */
export async function refuseOverwriting(path: string): Promise<void> {
  const stands = await access(path).then(
    () => true,
    () => false,
  );
  if (stands) throw wanting('--out', `${path} exists; name a new file.`);
}

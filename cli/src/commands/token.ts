import type { Configuration } from '../configuration.js';
import { openDevelopmentIssuer } from '../identity/developmentIssuer.js';

/** Prints a token of the development issuer for a persona, and nothing else, so that it can be used in a command. */
export async function printToken(persona: string, configuration: Configuration): Promise<void> {
  const issuer = await openDevelopmentIssuer(configuration);
  process.stdout.write(`${await issuer.token(persona)}\n`);
}

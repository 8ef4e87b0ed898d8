import { openDevelopmentIssuer } from '@huitong/cli';

/** A token of a house's development issuer. */
export async function developmentToken(data: string, persona: string): Promise<string> {
  const issuer = await openDevelopmentIssuer({ production: false, data, audience: 'huitong' });
  return issuer.token(persona);
}

import { anonymous } from '@huitong/engine';
import { type Identified, type Received, widen } from '../contexts.js';
import type { TokenVerifier } from '../identity/tokens.js';

/** What authenticating needs; null in open mode, where nobody is asked. */
export interface AuthenticateServices {
  readonly tokens: TokenVerifier | null;
}

/**
 * Establishes who asks. Before the document is looked at, so that a stranger learns nothing of the schema and
 * costs no parsing.
 * @throws Refusal UNAUTHENTICATED, TOKEN_EXPIRED, IDENTITY_UNAVAILABLE.
 */
export async function authenticate(received: Received, services: AuthenticateServices): Promise<Identified> {
  const authorization = received.exchange.headers['authorization'];
  const identity = services.tokens
    ? await services.tokens.verify(typeof authorization === 'string' ? authorization : undefined, {
        requestId: received.exchange.requestId,
        policyVersion: received.served.policyVersion,
      })
    : { caller: null, rights: anonymous, credential: null };
  return widen<Received, Identified>(received, identity);
}

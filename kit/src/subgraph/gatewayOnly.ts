import { gatewayRole, refusal, type VerifiedCaller } from '@huitong/contract';

/** Only the gateway itself gets through: a system of the role that no token may claim. Throws Refusal FORBIDDEN. */
export function refuseUnlessGateway({ role, kind }: Pick<VerifiedCaller, 'role' | 'kind'>): void {
  if (role === gatewayRole && kind === 'SYSTEM') return;
  throw refusal('FORBIDDEN', { message: 'This is asked by the gateway alone.' });
}

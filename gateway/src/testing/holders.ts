import { type Grant, trustCaller, type VerifiedCaller } from '@huitong/contract';

/** A grant that holds for the next ten minutes. */
export const heldGrant = (id: string, more: Partial<Grant> = {}): Grant => ({
  ...{ id, coordinates: ['Mine.plan'], divisions: ['140500'], unmask: false, incident: null },
  expiresAt: Date.now() / 1000 + 600,
  ...more,
});

/** A caller with grants, who acts in `incident-1`. */
export const holderOf = (grants: readonly Grant[], scope: readonly string[] = ['140500']): VerifiedCaller =>
  trustCaller({
    ...{ subject: 'pseudonym', kind: 'SYSTEM', department: '11140500MB00004AAA', line: 'FIRE' },
    ...{ departments: ['11140500MB00004AAA'], role: 'r', purpose: 'RELIEF', incident: 'incident-1' },
    ...{ policyVersion: '1', requestId: 'x', scope, grants },
  });

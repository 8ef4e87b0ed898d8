import { type Caller, refusal, type VerifiedCaller } from '@huitong/contract';
import { sharingOfficer } from './rules/parties.js';

/** What is done in a department's name is done by its sharing officer (条例 art. 11). Throws Refusal FORBIDDEN. */
export function refuseUnlessOfficer({ role, line }: Caller, what: string): void {
  if (role === sharingOfficer && line !== 'AUDIT') return;
  throw refusal('FORBIDDEN', {
    message: `${what} is for the sharing officer of a department (role ${sharingOfficer}).`,
  });
}

/** What the data administration alone does, by its sharing officer or administrator. Throws Refusal FORBIDDEN. */
export function refuseUnlessAdministration({ role, line }: VerifiedCaller, what: string): void {
  if (line === 'DATA' && (role === sharingOfficer || role === 'ADMINISTRATOR')) return;
  const message = `${what} is for the data administration (数据主管部门), roles ${sharingOfficer} and ADMINISTRATOR.`;
  throw refusal('FORBIDDEN', { message });
}

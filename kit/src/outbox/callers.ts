import { type Caller, trustCaller, type VerifiedCaller } from '@huitong/contract';
import { loadDivisions } from '../divisions/index.js';

// Longer than any department of a token or an envelope may be (contract/src/caller.ts, 18 characters), so that no
// caller from outside can be one of these.
/** The department under which a subgraph's outbox is read. */
export const relayDepartment = (subgraph: string) => `huitong-index-relay:${subgraph}`;
/** The department under which a subgraph's entries are written into the index. */
export const feedDepartment = (subgraph: string) => `huitong-index-feed:${subgraph}`;

function systemCaller(department: string, grants: Caller['grants']): VerifiedCaller {
  return trustCaller({
    subject: department,
    kind: 'SYSTEM',
    department,
    line: 'SAFETY_COMMITTEE',
    departments: [department],
    scope: [],
    role: 'index',
    purpose: 'ADMINISTRATION',
    grants,
    incident: null,
    policyVersion: 'none',
    requestId: 'index',
  });
}

/** Who reads the outbox of a subgraph: nothing but entries, by a grant of their whole type over every province. */
export function relayCaller(subgraph: string): VerifiedCaller {
  const divisions = loadDivisions().filter(({ parentCode }) => parentCode === null);
  return systemCaller(relayDepartment(subgraph), [
    {
      id: 'index-relay',
      coordinates: ['IndexEntry'],
      divisions: divisions.map(({ code }) => code),
      unmask: false,
      incident: null,
      expiresAt: Number.MAX_SAFE_INTEGER,
    },
  ]);
}

/** Who writes the entries of a subgraph into the index: sees and writes that subgraph's rows there, no others. */
export const feedCaller = (subgraph: string): VerifiedCaller => systemCaller(feedDepartment(subgraph), []);

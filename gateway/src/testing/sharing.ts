import { type EmergencyAccessReport, isGateway } from '@huitong/contract';
import { localTransport, type SubgraphResponse, type Transport } from '@huitong/engine';
import type { FetchContext } from '../options.js';
import type { GrantUsage } from '../policy/usage.js';

/** A grant as `sharing` states it, in force for a day around now unless a test says otherwise. */
export const statedGrant = (change: object = {}) => ({
  id: 'G-1',
  department: '11140500MB00004AAA',
  purpose: 'SUPERVISION',
  coordinates: ['Mine.plan'],
  divisions: ['140500'],
  unmask: false,
  incident: null,
  startsAt: new Date(Date.now() - 43_200_000).toISOString(),
  expiresAt: new Date(Date.now() + 43_200_000).toISOString(),
  ratePerMinute: null,
  rowsPerDay: null,
  ...change,
});

/** A `sharing` subgraph of a test's own: what it states is changed, and whether it answers. */
export function testSharing() {
  let revision = 0;
  let feed: Record<string, unknown> = {
    ...{ grants: [], revocations: [], disputed: [], emergencyRules: [], emergencyAccesses: [] },
  };
  const state = {
    up: true,
    asked: 0,
    usage: new Map<string, GrantUsage>(),
    /** Ids of grants of which no record is taken; a batch with one is refused as a whole. */
    refuses: new Set<string>(),
    /** What was reported of emergency access, in order. */
    reported: [] as EmergencyAccessReport[],
    /** States something else, under a new revision. */
    state(change: Record<string, unknown>) {
      feed = { ...feed, ...change };
      revision += 1;
    },
  };
  const transport: Transport<FetchContext> = localTransport<FetchContext>(
    ({ query, variables }, { context }) => {
      const answer = (): SubgraphResponse => {
        if (!context.caller || !isGateway(context.caller)) throw new Error('Only the gateway asks for this.');
        if (query.includes('recordSharingUsage')) {
          const records = variables['records'] as GrantUsage[];
          if (records.some(({ grantId }) => state.refuses.has(grantId)))
            return { errors: [{ message: 'no', extensions: { code: 'BAD_INPUT' } }] };
          for (const record of records) state.usage.set(`${record.requestId} ${record.grantId}`, record);
          return { data: { recordSharingUsage: records.length } };
        }
        if (query.includes('recordEmergencyAccess')) {
          const records = variables['records'] as EmergencyAccessReport[];
          state.reported.push(...records);
          const keyOf = ({ rule, incident }: { rule: string; incident: string }) => `${rule} ${incident}`;
          const named = new Set(records.map(keyOf));
          const before = feed['emergencyAccesses'] as EmergencyAccessReport[];
          const opened = records.filter(({ endedAt }) => endedAt === null);
          state.state({
            emergencyAccesses: [...before.filter((one) => !named.has(keyOf(one))), ...opened],
          });
          return { data: { recordEmergencyAccess: records.length } };
        }
        state.asked += 1;
        const current = `r${revision}`;
        return {
          data: { sharingPolicy: variables['since'] === current ? null : { revision: current, ...feed } },
        };
      };
      return state.up
        ? Promise.resolve(answer())
        : Promise.resolve({ errors: [{ message: 'away', extensions: { code: 'DATABASE_UNREACHABLE' } }] });
    },
  );
  return Object.assign(state, { transport });
}

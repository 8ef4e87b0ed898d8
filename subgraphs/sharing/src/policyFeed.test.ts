import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { defaultRule } from './defaultRule.js';
import { sharing } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing);
});
afterAll(() => subgraph.close());

const gateway = caller('DATA', '140500', { role: 'GATEWAY', kind: 'SYSTEM', purpose: 'ADMINISTRATION' });
const question = `query ($since: String) { sharingPolicy(since: $since) { revision
  grants { id department purpose coordinates divisions unmask incident startsAt expiresAt ratePerMinute rowsPerDay }
  revocations { kind value since } disputed { caseId coordinate key }
  emergencyRules { incidentLevelAtLeast roles lines coordinates unmask } } }`;

it('gives the gateway the policy in force, and nothing while the revision is the same', async () => {
  const first = await subgraph.ask(question, gateway);
  expect(first.errors).toBeUndefined();
  const feed = first.data?.['sharingPolicy'] as { revision: string };
  const { incidentLevelAtLeast, roles, lines, coordinates, unmask } = defaultRule;
  expect(feed).toEqual({
    revision: expect.any(String),
    grants: [],
    revocations: [],
    disputed: [],
    emergencyRules: [{ incidentLevelAtLeast, roles, lines, coordinates, unmask }],
  });
  const again = await subgraph.ask(question, gateway, { since: feed.revision });
  expect(again.data).toEqual({ sharingPolicy: null });
  const lost = await subgraph.ask(question, gateway, { since: 'another' });
  expect(lost.data).toMatchObject({ sharingPolicy: { revision: feed.revision } });
});

it.each([
  ['an officer of the data administration', caller('DATA', '140500', { role: 'SHARING_OFFICER' })],
  ['an officer who calls himself the gateway', caller('DATA', '140500', { role: 'GATEWAY' })],
  ['a system of another role', caller('DATA', '140500', { role: 'ADMINISTRATOR', kind: 'SYSTEM' })],
])('refuses %s', async (_, other) => {
  const answer = await subgraph.ask(question, other);
  expect(answer.data).toEqual({ sharingPolicy: null });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

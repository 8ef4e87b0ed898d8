import { randomUUID } from 'node:crypto';
import type { Caller, DepartmentLine } from '@huitong/contract';
import { demoUscc } from '@huitong/kit';
import { caller, type TestSubgraph } from '@huitong/kit/testing';

/** A sharing officer of a department, for tests. */
export const officer = (line: DepartmentLine, division = '140500', more: Partial<Caller> = {}) =>
  caller(line, division, { role: 'SHARING_OFFICER', purpose: 'SHARING_ADMINISTRATION', ...more });

/** Those of DOMAIN §5, scenario 10. */
export const ecology = officer('ECOLOGY');
export const emergency = officer('EMERGENCY');
export const data = officer('DATA');
export const gateway = caller('DATA', '140500', {
  ...{ role: 'GATEWAY', kind: 'SYSTEM', purpose: 'ADMINISTRATION', department: 'huitong-gateway' },
});

type Json = Record<string, unknown>;
/** An answer, whatever its shape: what it holds the tests say. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
export type Told = any;

/** An application that is in order; parts of it replaced. */
export const request = (more: Json = {}): Json => ({
  sourceId: randomUUID(),
  providerDepartment: demoUscc('EMERGENCY', '140500'),
  signature: { role: '数据共享工作机构负责人', subject: 'officer-7', signed: true },
  coordinates: ['Tank.chemical', 'Tank.levelPercent'],
  basis: '水污染防治法 art. 77',
  scenario: '丹河沿线环境风险评估',
  scope: { divisions: ['140581'] },
  mode: 'SERVICE_INTERFACE',
  purpose: 'ECOLOGY',
  from: new Date().toISOString(),
  until: new Date(Date.now() + 90 * 86_400_000).toISOString(),
  ...more,
});

const fields = `application { id number state answerDue { dueAt basis overdue } supplementDue { dueAt } missing
  refusalReasons extensionWorkingDays overdue }`;
export const mutations = {
  apply: `mutation ($input: ApplyForSharingInput!) { applyForSharing(input: $input) { ${fields} outcome } }`,
  supplement: `mutation ($input: SupplementSharingApplicationInput!) {
    supplementSharingApplication(input: $input) { ${fields} } }`,
  answer: `mutation ($input: AnswerSharingApplicationInput!) { answerSharingApplication(input: $input) { ${fields}
    repeated grant { id state coordinates divisions unmask startsAt expiresAt rowsPerDay ratePerMinute
      shareDue { dueAt basis } sharedAt externalAuthorisationNumber } } }`,
  move: `mutation ($input: MoveSharingApplicationInput!) { moveSharingApplication(input: $input) { ${fields} } }`,
  grant: `mutation ($input: MoveSharingGrantInput!) { moveSharingGrant(input: $input) { grant { id state standing
    disposalDue { dueAt overdue } disposalMethod suspensionReason externalAuthorisationNumber } } }`,
} as const;

/** What a question was answered with, the one field of it; or the code and the place of its refusal. */
export async function told(
  subgraph: TestSubgraph,
  query: string,
  who: Parameters<TestSubgraph['ask']>[1],
  input?: Json,
): Promise<Told> {
  const { data: answer, errors } = await subgraph.ask(query, who, input ? { input } : {});
  if (errors) {
    const { code, at, grant, state } = errors[0]?.extensions ?? {};
    return { code, at, message: errors[0]?.message, grant, state };
  }
  return Object.values(answer ?? {})[0];
}

/** Applies; the application as it then stands. */
export async function applied(subgraph: TestSubgraph, more: Json = {}, who = ecology): Promise<Told> {
  const answer = await told(subgraph, mutations.apply, who, request(more));
  if (answer.outcome !== 'INSERTED') throw new Error(JSON.stringify(answer));
  return answer.application;
}

/** Applies and approves; the grant. */
export async function granted(subgraph: TestSubgraph, more: Json = {}, terms: Json = {}): Promise<Told> {
  const application = await applied(subgraph, more);
  const input = { id: application.id, answer: 'APPROVE', grant: terms };
  const answer = await told(subgraph, mutations.answer, emergency, input);
  if (answer.grant?.state !== 'ACTIVE') throw new Error(JSON.stringify(answer));
  return answer.grant;
}

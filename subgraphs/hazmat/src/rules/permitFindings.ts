import type { WorkPermit } from '../entities/workPermit.js';
import type { WorkPermitFinding, WorkPermitFindingCode } from '../generated/resolvers.js';
import {
  approvesEnough,
  clauseOf,
  GAS_TEST_MINUTES,
  judgeGasTests,
  maximumValidity,
  requiredApprover,
} from './gb30871.js';

/** Whether work goes on now: state ACTIVE, not before the beginning and before the end. */
export const isActive = (permit: WorkPermit, now: Date): boolean =>
  permit.state === 'ACTIVE' &&
  now.getTime() >= Date.parse(permit.validFrom) &&
  now.getTime() < Date.parse(permit.validTo);

/** Whether work goes on after the end of the permit. */
export const isOverrun = (permit: WorkPermit, now: Date): boolean =>
  permit.state === 'ACTIVE' && now.getTime() >= Date.parse(permit.validTo);

const gasFindings = {
  MISSING: ['GAS_TEST_MISSING', 'No test of the air was made before the beginning.'],
  FAILED: ['GAS_TEST_FAILED', 'The last test of the air before the beginning did not pass.'],
  STALE: [
    'GAS_TEST_STALE',
    `The last test was made more than ${GAS_TEST_MINUTES} minutes before the beginning.`,
  ],
} as const;

/**
 * What is not as GB 30871-2022 wants it about a permit under which work goes on or was done; nothing for one that is
 * only applied for or was withdrawn. Such a permit is kept, not refused: a violation has to be on record.
 */
export function permitFindings(permit: WorkPermit, now: Date): WorkPermitFinding[] {
  if (permit.state === 'DRAFT' || permit.state === 'REVOKED') return [];
  const { type, level } = permit;
  const findings: WorkPermitFinding[] = [];
  const add = (code: WorkPermitFindingCode, clause: string, message: string) =>
    findings.push({ code, clause, message });
  if (isOverrun(permit, now)) {
    const clause = maximumValidity(type, level)?.clause ?? clauseOf[type];
    add('OVERRUN', clause, `Work goes on after the end of the permit, ${permit.validTo}.`);
  }
  if (permit.state !== 'APPROVED') {
    const judged = judgeGasTests(type, permit.gasTests, permit.validFrom);
    if (judged !== 'NOT_NEEDED' && judged !== 'FRESH') {
      const [code, message] = gasFindings[judged];
      add(code, type === 'HOT_WORK' ? '5.3' : clauseOf[type], message);
    }
    if (permit.guardianName === null) add('GUARDIAN_MISSING', clauseOf[type], 'No guardian is named.');
  }
  const required = requiredApprover(type, level);
  if (required && permit.approvedBy && !approvesEnough(permit.approvedBy, required)) {
    add('APPROVAL_TOO_LOW', '5.2', `Approved by ${permit.approvedBy} where ${required} has to.`);
  }
  return findings;
}

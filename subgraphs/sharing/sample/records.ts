import { dayAt, Random } from '@huitong/kit';
import type { SharingDispute } from '../src/entities/sharingDispute.js';
import type { SharingGrant } from '../src/entities/sharingGrant.js';
import type { VerificationCase } from '../src/entities/verificationCase.js';
import { dueOf, verificationTerms } from '../src/rules/answerClock.js';
import { disputeMachine } from '../src/rules/disputeMachine.js';
import { verificationMachine } from '../src/rules/verificationMachine.js';
import { city, officerOf } from './departments.js';
import { dayAgo, daysAgo, instantAgo } from './days.js';
import { type Step, walk, type Walked } from './walk.js';

const counties = ['140502', '140521', '140522', '140524', '140525', '140581'];
const common = (sourceId: string) => ({ source: 'sample', sourceId, synthetic: true });

/** Use of a grant: a few requests a day, back from yesterday or from the grant's end. */
export function* demoUsage(grants: readonly SharingGrant[], count: number): Generator<object> {
  for (let index = 0; index < count; index += 1) {
    const random = new Random(20_263_000 + index, index);
    const grant = grants[index % grants.length] as SharingGrant;
    const end = Math.min(Date.parse(grant.expiresAt), Date.parse(grant.suspendedAt ?? instantAgo(1)));
    const at = new Date(
      end - random.integer(1, 30) * 86_400_000 - random.integer(0, 3600) * 1000,
    ).toISOString();
    yield {
      id: random.uuid(),
      ...{ ownerDepartment: grant.ownerDepartment, divisionCode: grant.divisionCode },
      ...{ ...common(`usage-${index}`), grantId: grant.id, grantKey: grant.id, department: grant.department },
      ...{ subject: 'demo-ecology-bureau', requestId: random.uuid(), at, day: dayAt(at) },
      ...{ coordinates: grant.coordinates, divisions: [random.pick(counties)] },
      ...{ rowCount: random.integer(1, 400), unmaskedCount: grant.unmask ? random.integer(0, 3) : 0 },
    };
  }
}

/** A report of the requester on each grant that was used. */
export const demoReports = (grants: readonly SharingGrant[]): object[] =>
  grants.map((grant, index) => ({
    id: new Random(20_264_000 + index, index).uuid(),
    ...{ ownerDepartment: grant.department, divisionCode: grant.divisionCode, ...common(`report-${index}`) },
    ...{ providerDepartment: grant.ownerDepartment, grantId: grant.id },
    ...{ periodFrom: dayAgo(40), periodTo: dayAgo(10) },
    scenario: '按授权场景用于风险评估（示例）',
    process: '由系统按日查询，结果仅供评估模型使用（示例）',
    effect: '完成 3 个重点流域的风险评估（示例）',
    storage: '存于本部门政务云，分级存放（示例）',
    destruction: '中间结果已于当日删除（示例）',
  }));

const moves: Readonly<Record<string, string>> = {
  CORRECTED: 'CORRECT',
  CONFIRMED: 'CONFIRM',
  WITHDRAWN: 'WITHDRAW',
};

/** Verification cases in every state, one of them late. */
export const demoCases = (grant: SharingGrant): Walked<VerificationCase>[] =>
  ['OPEN', 'OPEN', 'CORRECTED', 'CONFIRMED', 'WITHDRAWN'].map((state, index) => {
    const random = new Random(20_265_000 + index, index);
    const opened = index === 1 ? 40 : 5;
    const start = {
      id: random.uuid(),
      ...{ ownerDepartment: grant.department, divisionCode: '140581', ...common(`case-${index}`) },
      ...{ providerDepartment: grant.ownerDepartment, grantId: grant.id, coordinate: 'Tank.levelPercent' },
      entityKey: JSON.stringify({ id: random.uuid() }),
      problem: '液位与现场核查不一致（示例）',
      evidence: '现场核查记录及照片编号（示例）',
      ...{ state: 'OPEN' as const, openedAt: instantAgo(opened) },
      dueAt: dueOf(verificationTerms, instantAgo(opened)).dueAt,
      ...{ reply: null, settledAt: null },
    } as unknown as VerificationCase;
    const transition = moves[state];
    const line = transition === 'WITHDRAW' ? 'ECOLOGY' : 'EMERGENCY';
    const evidence = transition === 'WITHDRAW' ? {} : { reply: '已会同企业核对并处理（示例）' };
    const step = { at: daysAgo(1), by: city(line), officer: officerOf(line), evidence };
    const steps: Step[] = transition ? [{ ...step, transition }] : [];
    return walk(verificationMachine, 'VerificationCase', { start, made: daysAgo(opened), steps });
  });

const instances = ['REFER_TO_SUPERVISOR', 'REFER_TO_COMMON_SUPERIOR', 'REFER_TO_GOVERNMENT'];

/** Disputes in every state: three more instances, one settled, one withdrawn. */
export const demoDisputes = (grant: SharingGrant): Walked<SharingDispute>[] =>
  [0, 1, 2, 3, 4, 5].map((index) => {
    const random = new Random(20_266_000 + index, index);
    const start = {
      id: random.uuid(),
      ...{
        ownerDepartment: grant.department,
        divisionCode: grant.divisionCode,
        ...common(`dispute-${index}`),
      },
      ...{ counterpartDepartment: grant.ownerDepartment, applicationId: null, grantId: grant.id },
      subject: '授权暂停后的恢复条件（示例）',
      claim: '查询量增加源于汛期加密评估，请求恢复（示例）',
      ...{ state: 'NEGOTIATING' as const, raisedAt: instantAgo(10), settlement: null, settledAt: null },
    } as unknown as SharingDispute;
    const referred = index < 4 ? instances.slice(0, index) : [];
    const last = [[], ['SETTLE'], ['WITHDRAW']][Math.max(index - 3, 0)] ?? [];
    const steps = [...referred, ...last].map((transition, at): Step => {
      const line = transition === 'REFER_TO_GOVERNMENT' ? 'DATA' : 'ECOLOGY';
      const evidence =
        transition === 'SETTLE'
          ? { settlement: '双方同意限额后恢复（示例）' }
          : { reason: '协商未达成一致（示例）' };
      return {
        ...{ transition, at: daysAgo(9 - at), by: city(line), officer: officerOf(line) },
        evidence: transition === 'WITHDRAW' ? {} : evidence,
      };
    });
    return walk(disputeMachine, 'SharingDispute', { start, made: daysAgo(10), steps });
  });

const administration = { ownerDepartment: city('DATA'), divisionCode: '140500' };

/** A token that is cut off, and a key that was. */
export const demoRevocations = (): object[] => [
  {
    id: new Random(20_267_001).uuid(),
    ...{ ...administration, ...common('revocation-1'), kind: 'TOKEN', value: 'demo-revoked-token' },
    ...{ since: instantAgo(3), reason: '令牌遗失（示例）', liftedAt: null, liftReason: null },
  },
  {
    id: new Random(20_267_002).uuid(),
    ...{ ...administration, ...common('revocation-2'), kind: 'KEY', value: 'demo-former-key' },
    ...{ since: instantAgo(30), reason: '密钥疑似泄露（示例）' },
    ...{ liftedAt: instantAgo(29), liftReason: '核实未泄露（示例）' },
  },
];

/** A rule that is prepared and not in force. */
export const demoRules = (): object[] => [
  {
    id: new Random(20_268_001).uuid(),
    ...{ ...administration, ...common('emergency-rule-1'), name: '重大以上事件救助（示例，未启用）' },
    ...{ incidentLevelAtLeast: 2, roles: ['CIVIL_RELIEF'], lines: ['CIVIL_AFFAIRS'], active: false },
    ...{ coordinates: ['Shelter.managerName', 'Shelter.managerPhone'], unmask: true },
    basis: '突发事件应对法 art. 83（示例）',
  },
];

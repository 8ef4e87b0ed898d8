import { dayOfMove, defineStateMachine, type Evidence, type MoveFacts } from '@huitong/kit';
import type { TailingsPond } from '../entities/tailingsPond.js';
import type { TailingsPondStatus } from '../generated/resolvers.js';
import { closureReasons } from './closureDue.js';

type Asked = Evidence<TailingsPond>;

const day = (
  name: keyof TailingsPond & string,
  zh: string,
  en: string,
  more: Partial<Asked> = {},
): Asked => ({
  name,
  title: { zh, en },
  kind: 'DATE',
  property: name,
  ...more,
});
const document = (name: string, zh: string, en: string): Asked => ({
  name,
  title: { zh, en },
  kind: 'TEXT',
  longest: 200,
});

const given = (move: MoveFacts, name: string) => move.evidence[name] as string | undefined;
/** The day of a property as it will stand after the move. */
const dayAfter = (pond: TailingsPond, move: MoveFacts, name: 'idleSince' | 'closedAt' | 'deregisteredAt') =>
  given(move, name) ?? pond[name];

const notAhead =
  (name: 'idleSince' | 'closedAt' | 'deregisteredAt') => (pond: TailingsPond, move: MoveFacts) => {
    const at = dayAfter(pond, move, name);
    return at !== null && at > dayOfMove(move) ? `${name} ${at} has not come` : null;
  };

/** The first of several objections. */
const first =
  (...objections: readonly ((pond: TailingsPond, move: MoveFacts) => string | null)[]) =>
  (pond: TailingsPond, move: MoveFacts) => {
    for (const objection of objections) {
      const found = objection(pond, move);
      if (found !== null) return found;
    }
    return null;
  };

const inOrder =
  (earlier: 'idleSince' | 'closedAt', later: 'closedAt' | 'deregisteredAt') =>
  (pond: TailingsPond, move: MoveFacts) => {
    const [before, after] = [dayAfter(pond, move, earlier), dayAfter(pond, move, later)];
    return before !== null && after !== null && after < before
      ? `${later} ${after} lies before ${earlier} ${before}`
      : null;
  };

/**
 * 尾矿库的生命周期 (DOMAIN §1.7; 防范化解尾矿库安全风险工作方案): operating, idle, closure due once idle for more than three
 * years, full or ownerless, closing, closed (闭库), deregistered (销号). A pond that need not be closed is not
 * declared so, and none is deregistered that was not closed.
 */
export const pondLifeCycle = defineStateMachine<TailingsPondStatus, TailingsPond>({
  name: 'tailings-pond',
  title: { zh: '尾矿库生命周期', en: 'Life cycle of a tailings pond' },
  source: 'DOMAIN §1.7; GB 39496-2020 ch. 8; 防范化解尾矿库安全风险工作方案 (应急〔2020〕15号)',
  initial: 'OPERATING',
  states: {
    OPERATING: { zh: '运行', en: 'operating' },
    IDLE: { zh: '停用', en: 'idle' },
    CLOSURE_DUE: { zh: '应闭库', en: 'closure due' },
    CLOSING: { zh: '闭库中', en: 'closing' },
    CLOSED: { zh: '已闭库', en: 'closed' },
    DEREGISTERED: { zh: '已销号', en: 'deregistered', final: true },
  },
  transitions: [
    {
      name: 'STOP',
      title: { zh: '停用', en: 'stop' },
      from: ['OPERATING'],
      to: 'IDLE',
      requires: [day('idleSince', '停用日期', 'day since which it is idle')],
      guard: notAhead('idleSince'),
    },
    {
      name: 'RESUME',
      title: { zh: '恢复运行', en: 'resume' },
      from: ['IDLE'],
      to: 'OPERATING',
      requires: [document('documentNo', '批准文号', 'number of the approval')],
      guard: (pond, move) => {
        const reasons = closureReasons(pond, dayOfMove(move));
        return reasons.length > 0 ? `its closure is due (${reasons.join(', ')})` : null;
      },
      writes: () => ({ idleSince: null }),
    },
    {
      name: 'DECLARE_CLOSURE_DUE',
      title: { zh: '列入应闭库', en: 'declare that closure is due' },
      from: ['OPERATING', 'IDLE'],
      to: 'CLOSURE_DUE',
      accepts: [day('closurePlanDue', '闭库计划期限', 'day by which it is to be closed')],
      guard: (pond, move) =>
        closureReasons(pond, dayOfMove(move)).length === 0
          ? 'it is neither idle for more than three years, nor full, nor ownerless'
          : null,
      writes: (pond, move) => ({
        closureStage: (given(move, 'closurePlanDue') ?? pond.closurePlanDue) ? 'PLANNED' : 'NOT_PLANNED',
      }),
    },
    {
      name: 'BEGIN_CLOSURE',
      title: { zh: '开始闭库', en: 'begin closure' },
      from: ['CLOSURE_DUE'],
      to: 'CLOSING',
      requires: [
        document('designApprovalNo', '闭库设计批复文号', 'number of the approval of the closure design'),
        day('closurePlanDue', '闭库计划期限', 'day by which it is to be closed', { standing: true }),
      ],
      writes: () => ({ closureStage: 'UNDER_WAY' }),
    },
    {
      name: 'CLOSE',
      title: { zh: '闭库验收', en: 'accept closure' },
      from: ['CLOSING'],
      to: 'CLOSED',
      requires: [
        day('closedAt', '闭库日期', 'day on which it was closed'),
        document('acceptanceNo', '闭库验收文号', 'number of the acceptance'),
      ],
      guard: first(notAhead('closedAt'), inOrder('idleSince', 'closedAt')),
      writes: () => ({ closureStage: 'ACCEPTED' }),
      otherwise: 'a pond is closed once closing has begun',
    },
    {
      name: 'DEREGISTER',
      title: { zh: '销号', en: 'deregister' },
      from: ['CLOSED'],
      to: 'DEREGISTERED',
      requires: [
        day('deregisteredAt', '销号日期', 'day on which it was deregistered'),
        document('documentNo', '销号公告文号', 'number of the announcement'),
      ],
      guard: first(notAhead('deregisteredAt'), inOrder('closedAt', 'deregisteredAt')),
      otherwise: 'a pond is deregistered after its closure was accepted',
    },
  ],
});

import type { MoveFacts } from '../states/machine.js';
import { type HiddenDangerRow, supervisionLevels } from './row.js';

type Level = (typeof supervisionLevels)[number];
const rankOf = (level: Level | null) => supervisionLevels.indexOf(level ?? 'COUNTY');

/** A level is raised, or, at the same level, taken over from the danger's own department by 安委办. */
export const raised = (row: HiddenDangerRow, { mover }: MoveFacts) => {
  if (!mover?.level) return 'a department raises the supervision to its own level: province, city or county';
  const [wanted, now] = [rankOf(mover.level), rankOf(row.supervisionLevel)];
  const takenOver = mover.line === 'SAFETY_COMMITTEE' && wanted === now && row.supervisedBy === null;
  if (wanted < now || takenOver) return null;
  return `it is supervised at the level ${row.supervisionLevel ?? 'of its own department'} already, and ${mover.level} is none above`;
};
/** What a superior has raised its own department does not lower. */
export const notLowered = (row: HiddenDangerRow, move: MoveFacts) =>
  row.supervisedBy !== null &&
  rankOf(move.evidence['supervisionLevel'] as Level) > rankOf(row.supervisionLevel)
    ? `a department above has raised its supervision to ${row.supervisionLevel}`
    : null;

/** 摘牌 is for who raised it, or for a department of a higher level: nobody strikes another's danger off its list. */
export const lifted = ({ supervisionLevel, supervisedBy }: HiddenDangerRow, { mover }: MoveFacts) => {
  const above = mover?.level && rankOf(mover.level) < rankOf(supervisionLevel);
  return mover?.department === supervisedBy || above
    ? null
    : `the department ${supervisedBy} supervises it at the level ${supervisionLevel}; it lifts the supervision, or a department of a higher level`;
};
/** Why a danger under a supervision that was raised is not deregistered. */
export const stillSupervised =
  'a department above supervises it (提级督办): it checks the review and lifts the supervision (LIFT_SUPERVISION 摘牌) first';

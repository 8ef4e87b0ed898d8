import type { Caller, DepartmentLine } from '@huitong/contract';
import type { OwnedRow } from '../database/rows.js';
import { divisionByCode } from '../divisions/index.js';

/** Levels of government at which departments supervise, the highest first. */
export const governmentLevels = ['PROVINCE', 'CITY', 'COUNTY'] as const;
export type GovernmentLevel = (typeof governmentLevels)[number];

/** Who makes a move, as guards and effects see it. */
export interface MoverFacts {
  /** USCC of the department. */
  readonly department: string;
  readonly line: DepartmentLine;
  /** Highest level of its area that holds the row; null where it is below a county. */
  readonly level: GovernmentLevel | null;
}

/** The caller as the mover of a row. */
export function moverOf(
  { department, line, scope }: Pick<Caller, 'department' | 'line' | 'scope'>,
  { divisionPath }: Pick<OwnedRow, 'divisionPath'>,
): MoverFacts {
  const levels = scope
    .filter((root) => divisionPath.includes(root))
    .map((root) => divisionByCode(root)?.level);
  return { department, line, level: governmentLevels.find((level) => levels.includes(level)) ?? null };
}

/**
 * Whether the caller may take part in the affairs of a row that is not its own: a department of the owner's line whose
 * area holds the row, or the office of the safety committee (安委办) of that area. Which of them stands above the
 * other, a machine's guard decides by {@link MoverFacts.level}: only commons knows the departments' own levels.
 */
export const isSuperior = (
  caller: Pick<Caller, 'department' | 'departments' | 'line' | 'scope'>,
  row: Pick<OwnedRow, 'ownerDepartment' | 'divisionPath'>,
): boolean =>
  caller.department !== row.ownerDepartment &&
  moverOf(caller, row).level !== null &&
  (caller.line === 'SAFETY_COMMITTEE' || caller.departments.includes(row.ownerDepartment));

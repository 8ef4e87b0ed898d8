import type { DepartmentLine } from '@huitong/contract';
import { demoUscc } from '@huitong/kit';

/** Departments of 晋城 in the demonstration. */
export const city = (line: DepartmentLine): string => demoUscc(line, '140500');
/** Pseudonymous subject of a department's sharing officer. */
export const officerOf = (line: DepartmentLine): string => `demo-${line.toLowerCase()}-sharing-officer`;

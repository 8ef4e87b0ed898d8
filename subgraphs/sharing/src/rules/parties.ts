import type { Caller } from '@huitong/contract';
import type { Bilingual } from '@huitong/kit';

/** The departments between which sharing lies (政务数据共享条例 arts 11, 20, 21, 27, 28). */
export const partyTitles = {
  APPLICANT: { zh: '申请方', en: 'the applicant' },
  PROVIDER: { zh: '提供方', en: 'the provider' },
  SUPERVISOR: { zh: '政务数据共享主管部门', en: 'the data administration' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type Party = keyof typeof partyTitles;

/** The departments of a row, and where it lies. */
interface Between {
  readonly applicant: string;
  readonly provider: string;
  readonly divisionPath: readonly string[];
}

/** Which of the parties a caller is; its own department only, not others of its line. */
export function partiesOf(
  { department, line, scope }: Pick<Caller, 'department' | 'line' | 'scope'>,
  { applicant, provider, divisionPath }: Between,
): Party[] {
  const parties: Party[] = [];
  if (department === applicant) parties.push('APPLICANT');
  if (department === provider) parties.push('PROVIDER');
  if (line === 'DATA' && divisionPath.some((code) => scope.includes(code))) parties.push('SUPERVISOR');
  return parties;
}

/** The role of those who act for a sharing office (数据共享工作机构, art. 11). */
export const sharingOfficer = 'SHARING_OFFICER';
const roles = [sharingOfficer];

/** A move of these parties, made by their sharing officers. */
export const by = (...parties: Party[]) => ({ by: 'PARTY', parties, roles }) as const;

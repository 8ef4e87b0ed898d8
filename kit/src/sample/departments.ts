import type { DepartmentLine } from '@huitong/contract';
import { divisionByCode } from '../divisions/index.js';
import { syntheticUscc } from '../validators/index.js';

/** An invented department: real division, invented code. */
export interface DemoDepartment {
  readonly uscc: string;
  readonly name: string;
  readonly line: DepartmentLine;
  readonly divisionCode: string;
  readonly parentUscc: string | null;
}

/** How a line calls itself at each level; `null` where it has no department there. */
const lineNames: Record<DepartmentLine, { upper: string; county: string | null }> = {
  SAFETY_COMMITTEE: { upper: '安全生产委员会办公室', county: '安全生产委员会办公室' },
  EMERGENCY: { upper: '应急管理局', county: '应急管理局' },
  ENERGY: { upper: '能源局', county: '能源局' },
  FIRE: { upper: '消防救援支队', county: '消防救援大队' },
  WATER: { upper: '水务局', county: '水务局' },
  ECOLOGY: { upper: '生态环境局', county: null },
  NATURAL_RESOURCES: { upper: '规划和自然资源局', county: '自然资源局' },
  CIVIL_AFFAIRS: { upper: '民政局', county: '民政局' },
  PUBLIC_SECURITY: { upper: '公安局', county: '公安局' },
  FORESTRY: { upper: '林业局', county: '林业局' },
  DATA: { upper: '数据局', county: null },
  AUDIT: { upper: '审计局', county: null },
  TOWNSHIP: { upper: '', county: null },
};

/** The divisions that the demonstration's departments belong to, upper ones first. */
const province = '140000';
const cities: Readonly<Record<string, readonly string[]>> = {
  '140500': ['140502', '140521', '140522', '140524', '140525', '140581'],
  '140400': ['140403', '140404'],
  '141100': ['141122'],
};
const townships = ['140581101', '140581102', '140581106', '140581107', '141122103'];

/** USCC of the invented department of a line in a division; the same everywhere it is asked for. */
export function demoUscc(line: DepartmentLine, divisionCode: string): string {
  const registration = divisionCode.slice(0, 6);
  return syntheticUscc({
    authority: '1',
    category: '1',
    divisionCode: registration,
    seed: `${line} ${divisionCode}`,
  });
}

function department(
  line: DepartmentLine,
  divisionCode: string,
  parent: string | null,
): DemoDepartment | null {
  const name = lineNames[line];
  const kind = divisionCode.endsWith('00') ? name.upper : name.county;
  const division = divisionByCode(divisionCode);
  if (!kind || !division) return null;
  const uscc = demoUscc(line, divisionCode);
  return {
    uscc,
    name: `${division.name}${kind}`,
    line,
    divisionCode,
    parentUscc: parent ? demoUscc(line, parent) : null,
  };
}

function townshipOffice(code: string): DemoDepartment {
  const name = `${divisionByCode(code)?.name ?? code}人民政府`;
  return { uscc: demoUscc('TOWNSHIP', code), name, line: 'TOWNSHIP', divisionCode: code, parentUscc: null };
}

/** All departments of the demonstration: province, 晋城 with its counties, parts of 长治 and 吕梁, townships. */
export function demoDepartments(): DemoDepartment[] {
  const lines = (Object.keys(lineNames) as DepartmentLine[]).filter((line) => line !== 'TOWNSHIP');
  const upper = lines.flatMap((line) => [
    department(line, province, null),
    ...Object.entries(cities).flatMap(([city, counties]) => [
      department(line, city, province),
      ...counties.map((county) => department(line, county, city)),
    ]),
  ]);
  return [...upper.filter((one) => one !== null), ...townships.map(townshipOffice)];
}

/**
 * The departments of a line whose rows count as a department's own: itself, those above it and those below it
 * in the same line (政务数据共享条例 art. 24: data flow back down without further conditions).
 */
export function demoLine(line: DepartmentLine, divisionCode: string): string[] {
  const path = divisionByCode(divisionCode)?.path ?? [];
  return demoDepartments()
    .filter((one) => one.line === line)
    .filter(
      (one) =>
        path.includes(one.divisionCode) ||
        divisionByCode(one.divisionCode)?.path.includes(divisionCode) === true,
    )
    .map((one) => one.uscc);
}

/** Id of the one incident of the demonstration that a persona's token names: the tank fire of DOMAIN §5, scenario 1. */
export const demoIncidentId = '5c0e7d1a-3b42-4f68-9d57-1405810103a0';

import {
  demoDepartments,
  demoEnterprises,
  type DemoEnterprise,
  demoPerson,
  demoUscc,
  Random,
  type SampleData,
  sampleSize,
} from '@huitong/kit';
import { Accident } from '../src/entities/accident.js';
import { Department } from '../src/entities/department.js';
import { Enterprise } from '../src/entities/enterprise.js';
import { EnterpriseFormerName } from '../src/entities/enterpriseFormerName.js';
import { EnterpriseInspection } from '../src/entities/enterpriseInspection.js';
import { EnterpriseSupervisor } from '../src/entities/enterpriseSupervisor.js';
import { InspectionQuota } from '../src/entities/inspectionQuota.js';
import { QuietPeriod } from '../src/entities/quietPeriod.js';
import { accidents } from './accidents.js';
import { inspectionRows, quietRows, quotaRows } from './inspections.js';

const seed = 20_260_500;

const sectors = { COAL: 'COAL', CHEMICAL: 'CHEMICALS', COMMERCE: 'COMMERCE' } as const;
/** Who leads the sector of a trade, and on what ground. */
const leads = {
  COAL: { line: 'ENERGY', basis: '煤矿安全生产条例 art. 6' },
  CHEMICAL: { line: 'EMERGENCY', basis: '危险化学品安全法 art. 7' },
  COMMERCE: { line: 'FIRE', basis: '消防法 art. 4' },
} as const;

const marked = (kind: string, index: number) => ({
  source: 'sample',
  sourceId: `${kind}-${index}`,
  synthetic: true,
});

function department(
  random: Random,
  row: ReturnType<typeof demoDepartments>[number],
  index: number,
): Partial<Department> {
  return {
    id: random.uuid(),
    // 共享工作机构: the safety committee office keeps the register of departments.
    ownerDepartment: demoUscc('SAFETY_COMMITTEE', '140000'),
    divisionCode: row.divisionCode,
    ...marked('department', index),
    uscc: row.uscc,
    name: row.name,
    line: row.line,
    parentUscc: row.parentUscc,
    sharingOfficerPhone: demoPerson(random).phone,
  };
}

function enterprise(
  random: Random,
  demo: DemoEnterprise,
  index: number,
): Partial<Enterprise> & { id: string } {
  const person = demoPerson(random);
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('SAFETY_COMMITTEE', demo.place.countyCode),
    divisionCode: demo.place.divisionCode,
    ...marked('enterprise', index),
    lat: demo.place.lat,
    lon: demo.place.lon,
    crs: 'WGS84',
    uscc: demo.uscc,
    name: demo.name,
    sector: sectors[demo.trade],
    address: `${demo.place.countyName}${demo.place.townshipName}${random.integer(1, 300)}号`,
    riskTier: random.pick(['LOW', 'GENERAL', 'GENERAL', 'HIGH'] as const),
    safetyManagerName: person.name,
    safetyManagerPhone: person.phone,
    ...watched(index),
  };
}

/** One enterprise in forty is on the list of dishonest subjects, one in six is a key enterprise, one in thirty worries. */
function watched(index: number): Pick<Enterprise, 'watchLists'> & Partial<Enterprise> {
  const lists: Enterprise['watchLists'] = [
    ...(index % 6 === 0 ? [{ list: 'KEY' as const, since: '2026-01-01', reason: null }] : []),
    ...(index % 30 === 4
      ? [{ list: 'WORRYING' as const, since: '2026-03-15', reason: '重大隐患整改不到位' }]
      : []),
  ];
  const dishonest = {
    dishonestSince: '2025-11-20',
    dishonestUntil: null,
    dishonestReason: '瞒报生产安全事故',
  };
  return { watchLists: lists, ...(index % 40 === 3 ? dishonest : {}) };
}

function supervisor(
  random: Random,
  demo: DemoEnterprise,
  of: ReturnType<typeof enterprise>,
  index: number,
): Partial<EnterpriseSupervisor> {
  const { line, basis } = leads[demo.trade];
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('SAFETY_COMMITTEE', demo.place.countyCode),
    divisionCode: demo.place.divisionCode,
    ...marked('supervisor', index),
    enterpriseId: of.id,
    departmentUscc: demoUscc(line, demo.place.countyCode),
    role: 'SECTOR_LEAD',
    basis,
  };
}

/** One enterprise in twenty was called otherwise until a few years ago. */
function* formerNames(
  demos: readonly DemoEnterprise[],
  enterprises: readonly { readonly id: string }[],
): Generator<Partial<EnterpriseFormerName>> {
  const random = new Random(seed + 1);
  for (const [index, demo] of demos.entries()) {
    if (index % 20 !== 9) continue;
    yield {
      id: random.uuid(),
      ownerDepartment: demoUscc('SAFETY_COMMITTEE', demo.place.countyCode),
      divisionCode: demo.place.divisionCode,
      ...marked('former-name', index),
      enterpriseId: (enterprises[index] as { id: string }).id,
      name: `${demo.place.townshipName.replace(/[镇乡]$|街道$/u, '')}第${random.integer(1, 9)}厂`,
      validFrom: '2003-04-01',
      validTo: '2019-12-31',
    };
  }
}

/**
 * The departments of the demonstration, 240 enterprises of 晋城 and 12 of 水峪贯镇 with who supervises them, and
 * accidents; all invented.
 */
export const sample: SampleData = (size = sampleSize()) => {
  const random = new Random(seed);
  const demos = demoEnterprises();
  const enterprises = demos.map((demo, index) => enterprise(random, demo, index));
  return [
    { entity: Department, rows: demoDepartments().map((row, index) => department(random, row, index)) },
    { entity: Enterprise, rows: enterprises },
    { entity: EnterpriseFormerName, rows: formerNames(demos, enterprises) },
    { entity: InspectionQuota, rows: quotaRows(enterprises) },
    { entity: QuietPeriod, rows: quietRows(enterprises) },
    { entity: EnterpriseInspection, rows: inspectionRows(enterprises) },
    {
      entity: EnterpriseSupervisor,
      rows: demos.map((demo, index) => supervisor(random, demo, enterprises[index] as { id: string }, index)),
    },
    { entity: Accident, rows: accidents(size) },
  ];
};

import {
  type DemoEnterprise,
  demoEnterprise,
  demoEnterpriseCount,
  demoPerson,
  demoUscc,
  Random,
  type SampleData,
} from '@huitong/kit';
import { readChemicals } from '../reference/index.js';
import { MajorHazard } from '../src/entities/majorHazard.js';
import { StorageUnit } from '../src/entities/storageUnit.js';
import { Tank } from '../src/entities/tank.js';
import type { StorageUnitKind } from '../src/generated/resolvers.js';
import { grade } from '../src/rules/gb18218.js';
import { type Aim, aims, plannedTanks } from './plans.js';

const seed = 20_260_502;
const chemicals = new Map(readChemicals().map((one) => [one.no, one]));

interface Rows {
  readonly hazard: Partial<MajorHazard>;
  readonly units: Partial<StorageUnit>[];
  readonly tanks: Partial<Tank>[];
}

const unitNames: Record<StorageUnitKind, string> = { STORAGE: '储罐区', PRODUCTION: '生产装置' };

/** What the rows of one enterprise have in common. */
const ownedBy = ({ place }: DemoEnterprise) => ({
  ownerDepartment: demoUscc('EMERGENCY', place.countyCode),
  divisionCode: place.divisionCode,
  source: 'sample',
  synthetic: true,
});

function hazardOf(random: Random, index: number): Rows {
  const enterprise = demoEnterprise('CHEMICAL', index);
  const owned = ownedBy(enterprise);
  const aim = aims[index % aims.length] as Aim;
  const hazardId = random.uuid();
  const exposedPersons = random.pick(aim.exposedPersons);
  const plan = plannedTanks(random, { aim, exposedPersons, chemicals });
  const grading = grade(
    plan.map(({ contents }) => contents.map(({ quantity }) => quantity)),
    exposedPersons,
  );
  const units = plan.map((_, at) => {
    const kind: StorageUnitKind = at === 2 ? 'PRODUCTION' : 'STORAGE';
    return {
      ...owned,
      id: random.uuid(),
      sourceId: `storage-unit-${index}-${at}`,
      majorHazardId: hazardId,
      name: `${'一二三'[at]}号${unitNames[kind]}`,
      kind,
      s: grading.unitS[at] ?? 0,
    };
  });
  const tanks = plan.flatMap(({ contents }, at) =>
    contents.map(({ chemical, quantity }, place) => ({
      ...owned,
      id: random.uuid(),
      sourceId: `tank-${index}-${at}-${place}`,
      majorHazardId: hazardId,
      storageUnitId: units[at]?.id as string,
      name: `V-${at + 1}0${place + 1} ${chemical.aliases[0] ?? chemical.name}储罐`,
      chemicalNo: chemical.no,
      capacityTonnes: Number((quantity.tonnes * 1.18).toFixed(2)),
      designMaximumTonnes: quantity.tonnes,
      levelPercent: random.chance(0.9) ? random.decimal(8, 84, 1) : null,
      bund: random.chance(0.8) ? `${'甲乙丙'[at]}组防火堤` : null,
    })),
  );
  const { unitS: _, ...grades } = grading;
  const contact = demoPerson(random);
  const hazard = {
    ...owned,
    ...grades,
    id: hazardId,
    sourceId: `major-hazard-${index}`,
    lat: enterprise.place.lat,
    lon: enterprise.place.lon,
    crs: 'WGS84' as const,
    name: `${enterprise.name}重大危险源`,
    enterpriseUscc: enterprise.uscc,
    exposedPersons,
    recordNumber: `BA晋${enterprise.place.countyCode}〔2026〕${String(index + 1).padStart(3, '0')}号`,
    monitoringConnected: random.chance(0.85),
    principalResponsibleName: demoPerson(random).name,
    technicalResponsibleName: demoPerson(random).name,
    operationalResponsibleName: demoPerson(random).name,
    emergencyContactName: contact.name,
    emergencyContactPhone: contact.phone,
  };
  return { hazard, units, tanks };
}

/** One major hazard for each of the 60 chemical enterprises, with 1 to 3 units and 1 to 6 tanks, all invented. */
export const sample: SampleData = () => {
  const random = new Random(seed);
  const all = Array.from({ length: demoEnterpriseCount('CHEMICAL') }, (_, index) => hazardOf(random, index));
  return [
    { entity: MajorHazard, rows: all.map((one) => one.hazard) },
    { entity: StorageUnit, rows: all.flatMap((one) => one.units) },
    { entity: Tank, rows: all.flatMap((one) => one.tanks) },
  ];
};

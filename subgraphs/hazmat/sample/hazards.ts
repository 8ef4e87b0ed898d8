import { demoEnterprise, demoPerson, type DemoPlace, Random, type SampleSize } from '@huitong/kit';
import { readChemicals } from '../reference/index.js';
import type { MajorHazard } from '../src/entities/majorHazard.js';
import type { StorageUnit } from '../src/entities/storageUnit.js';
import type { Tank } from '../src/entities/tank.js';
import type { StorageUnitKind } from '../src/generated/resolvers.js';
import { grade } from '../src/rules/gb18218.js';
import { jiaochengPlace, ownedAt, pointAt } from './places.js';
import { type Aim, aims, plannedTanks } from './plans.js';

const seed = 20_260_502;
const chemicals = new Map(readChemicals().map((one) => [one.no, one]));

interface Rows {
  readonly hazard: Partial<MajorHazard>;
  readonly units: Partial<StorageUnit>[];
  readonly tanks: Partial<Tank>[];
}

const unitNames: Record<StorageUnitKind, string> = { STORAGE: '储罐区', PRODUCTION: '生产装置' };

/** The last hazards stand in 交城, of enterprises that are not matched yet. */
const inJiaocheng = 3;

interface Site {
  readonly name: string;
  readonly enterpriseUscc: string | null;
  readonly place: DemoPlace;
}

function siteOf(index: number, count: number): Site {
  if (index < count - inJiaocheng) {
    const { name, uscc, place } = demoEnterprise('CHEMICAL', index);
    return { name, enterpriseUscc: uscc, place };
  }
  const place = jiaochengPlace(new Random(seed + 50_000 + index));
  return { name: `${place.townshipName}演示化工${index + 1}号站`, enterpriseUscc: null, place };
}

/** Clocks and systems, by a generator of their own, so that the hazards stay what they were. */
function duties(index: number) {
  const random = new Random(seed + 100_000 + index);
  const filedYear = random.integer(2023, 2026);
  const month = String(random.integer(1, 9)).padStart(2, '0');
  return {
    recordFiledOn: `${filedYear}-${month}-15`,
    recordValidUntil: `${filedYear + 3}-${month}-14`,
    safetyEvaluatedOn: random.chance(0.95)
      ? `${random.integer(2023, 2026)}-0${random.integer(1, 9)}-20`
      : null,
    permitSystem: random.chance(0.8),
    locationSystem: random.chance(0.7),
    dualPrevention: random.chance(0.75),
  };
}

function hazardOf(random: Random, index: number, count: number): Rows {
  const site = siteOf(index, count);
  const owned = ownedAt(site.place);
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
    ...pointAt(site.place),
    name: `${site.name}重大危险源`,
    enterpriseUscc: site.enterpriseUscc,
    exposedPersons,
    recordNumber: `BA晋${site.place.countyCode}〔2026〕${String(index + 1).padStart(3, '0')}号`,
    ...duties(index),
    monitoringConnected: random.chance(0.85),
    principalResponsibleName: demoPerson(random).name,
    technicalResponsibleName: demoPerson(random).name,
    operationalResponsibleName: demoPerson(random).name,
    emergencyContactName: contact.name,
    emergencyContactPhone: contact.phone,
  };
  return { hazard, units, tanks };
}

/**
 * A major hazard for each of the 60 chemical enterprises, and at larger sizes several, with 1 to 3 units and 1 to 6
 * tanks each; three more in 交城.
 */
export function hazardRows(size: SampleSize): Rows[] {
  const random = new Random(seed);
  const count = size.count(60, 60) + inJiaocheng;
  return Array.from({ length: count }, (_, index) => hazardOf(random, index, count));
}

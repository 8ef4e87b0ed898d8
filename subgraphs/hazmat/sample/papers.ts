import {
  demoEnterprise,
  demoEnterpriseCount,
  demoPerson,
  demoPlace,
  Random,
  type SampleSize,
} from '@huitong/kit';
import type { HazmatLicence } from '../src/entities/hazmatLicence.js';
import type { Pipeline } from '../src/entities/pipeline.js';
import type { PipelineStation } from '../src/entities/pipelineStation.js';
import type { SpecialOperatorCert } from '../src/entities/specialOperatorCert.js';
import type {
  HazmatLicenceKind,
  PipelineMedium,
  PipelineStationKind,
  SpecialOperatorTrade,
} from '../src/generated/resolvers.js';
import { plusYears } from '../src/rules/clocks.js';
import { jiaochengPlace, ownedAt, pointAt } from './places.js';

const seed = 20_260_505;
const day = (random: Random, year: number) =>
  `${year}-0${random.integer(1, 9)}-${String(random.integer(1, 28)).padStart(2, '0')}`;

const licences: readonly [HazmatLicenceKind, string, string][] = [
  ['PRODUCTION', '晋WH安许证字', '甲醇、液氨生产'],
  ['OPERATION', '晋危化经字', '危险化学品经营(带储存)'],
  ['SAFE_USE', '晋WH安用许证字', '液氯使用'],
  ['REGISTRATION', '1405', '危险化学品登记'],
];

/** Two licences for each chemical enterprise: valid, about to run out, expired, suspended. */
export function* licenceRows(size: SampleSize): Generator<Partial<HazmatLicence>> {
  const random = new Random(seed);
  const count = size.count(demoEnterpriseCount('CHEMICAL') * 2, 40);
  for (let index = 0; index < count; index += 1) {
    const far = index % 20 === 7;
    const { uscc, place: own } = demoEnterprise('CHEMICAL', Math.floor(index / 2));
    const place = far ? jiaochengPlace(random) : own;
    const [kind, prefix, permittedScope] = licences[index % licences.length] as (typeof licences)[number];
    const validFrom = day(random, random.integer(2022, 2026));
    yield {
      ...ownedAt(place),
      id: random.uuid(),
      sourceId: `hazmat-licence-${index}`,
      licenceNo: `${prefix}〔${validFrom.slice(0, 4)}〕${String(index + 1).padStart(5, '0')}`,
      enterpriseUscc: far ? null : uscc,
      kind,
      authority: `${place.countyName}应急管理局`,
      permittedScope,
      validFrom,
      validTo: plusYears(validFrom, 3),
      status: random.chance(0.9) ? 'VALID' : random.pick(['SUSPENDED', 'REVOKED', 'CANCELLED'] as const),
    };
  }
}

const trades: readonly SpecialOperatorTrade[] = [
  'WELDING',
  'HEIGHT',
  'ELECTRICIAN',
  'REFRIGERATION',
  'HAZMAT_PROCESS',
  'COAL_GAS',
];

/** Certificates of special operators, all invented: a forged one and a revoked one now and then. */
export function* certRows(size: SampleSize): Generator<Partial<SpecialOperatorCert>> {
  const random = new Random(seed + 1);
  const count = size.count(600, 120);
  for (let index = 0; index < count; index += 1) {
    const far = index % 12 === 5;
    const enterprise = demoEnterprise(index % 3 ? 'CHEMICAL' : 'COAL', index);
    const place = far ? jiaochengPlace(random) : enterprise.place;
    const validFrom = day(random, random.integer(2019, 2025));
    const revoked = index % 25 === 9;
    const verified = index % 20 !== 13;
    yield {
      ...ownedAt(place),
      id: random.uuid(),
      sourceId: `special-operator-cert-${index}`,
      // The region of an identity number that is assigned to nobody.
      certNo: `T000000${1960 + random.integer(0, 40)}0101${String(random.integer(0, 9999)).padStart(4, '0')}`,
      holderName: demoPerson(random).name,
      enterpriseUscc: far ? null : enterprise.uscc,
      trade: trades[index % trades.length] as SpecialOperatorTrade,
      authority: '山西省应急管理厅',
      validFrom,
      validTo: plusYears(validFrom, 6),
      reviewedOn: random.chance(0.6) && validFrom < '2023-06' ? plusYears(validFrom, 3) : null,
      verified,
      verifiedOn: day(random, 2026),
      revoked,
      revokedReason: revoked ? '考试作弊，撤销' : null,
    };
  }
}

const media: readonly [PipelineMedium, string][] = [
  ['NATURAL_GAS', '天然气管道'],
  ['COALBED_METHANE', '煤层气管道'],
  ['REFINED_OIL', '成品油管道'],
  ['HAZARDOUS_CHEMICAL', '液氨管道'],
  ['CRUDE_OIL', '原油管道'],
];
const stationKinds: readonly [PipelineStationKind, string][] = [
  ['ORIGIN', '首站'],
  ['VALVE_CHAMBER', '阀室'],
  ['INTERMEDIATE', '压气站'],
  ['DISTRIBUTION', '分输站'],
  ['TERMINAL', '末站'],
];

/** Pipelines and their stations. */
export function pipelineRows(size: SampleSize): {
  pipelines: Partial<Pipeline>[];
  stations: Partial<PipelineStation>[];
} {
  const random = new Random(seed + 2);
  const pipelines: Partial<Pipeline>[] = [];
  const stations: Partial<PipelineStation>[] = [];
  const count = size.count(12, 10);
  for (let index = 0; index < count; index += 1) {
    const far = index % 6 === 5;
    const place = far ? jiaochengPlace(random) : demoPlace(random);
    const [medium, called] = media[index % media.length] as (typeof media)[number];
    const id = random.uuid();
    const name = `${place.townshipName}${called}${index + 1}`;
    pipelines.push({
      ...ownedAt(place),
      id,
      sourceId: `pipeline-${index}`,
      name,
      enterpriseUscc: far ? null : demoEnterprise('COMMERCE', index).uscc,
      medium,
      lengthKilometres: random.decimal(4, 180),
      diameterMillimetres: random.pick([219, 323, 508, 813]),
      designPressureMegapascals: random.decimal(1.6, 10),
      commissionedOn: day(random, random.integer(2005, 2023)),
      projectApproved: random.chance(0.95),
      safetyFacilitiesAccepted: random.chance(0.9),
      smartCathodicProtection: random.chance(0.7),
    });
    stationKinds.forEach(([kind, ending], at) => {
      const where = far ? jiaochengPlace(random) : demoPlace(random, place.countyCode);
      stations.push({
        ...ownedAt(where),
        ...pointAt(where),
        id: random.uuid(),
        sourceId: `pipeline-station-${index}-${at}`,
        name: `${name}${ending}`,
        pipelineId: id,
        kind,
        leakMonitoring: random.chance(0.85),
        staffed: kind !== 'VALVE_CHAMBER',
      });
    });
  }
  return { pipelines, stations };
}

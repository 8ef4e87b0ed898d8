import { addHours, demoEnterprise, demoUscc, Random, type SampleSize } from '@huitong/kit';
import type { ChemicalFlowReport } from '../src/entities/chemicalFlowReport.js';
import type { ControlledChemical } from '../src/generated/resolvers.js';
import { jiaochengPlace, ownedAt } from './places.js';

const seed = 20_260_508;

/** Control, name, number in GB 18218-2018 table 1 where it has one, and what it is bought for. */
const chemicals: readonly (readonly [ControlledChemical, string, number | null, string])[] = [
  ['HIGHLY_TOXIC', '氯', 12, '水处理消毒'],
  ['EXPLOSIVE_PRECURSOR', '硝酸', 81, '金属表面处理'],
  ['EXPLOSIVE_PRECURSOR', '氯酸钾', 78, '试剂配制'],
  ['EXPLOSIVE_PRECURSOR', '高锰酸钾', null, '废水处理'],
  ['HIGHLY_TOXIC', '氰化氢', 25, '合成原料'],
];

/** Trade in controlled chemicals, reported to the public security bureaus: most in time, some late, some not yet. */
export function* flowReportRows(size: SampleSize): Generator<Partial<ChemicalFlowReport>> {
  const random = new Random(seed);
  const count = size.count(300, 60);
  for (let index = 0; index < count; index += 1) {
    const seller = demoEnterprise('CHEMICAL', index);
    const buyer = demoEnterprise('CHEMICAL', index + 1);
    const far = index % 12 === 5;
    const place = far ? jiaochengPlace(random) : seller.place;
    const [control, chemicalName, chemicalNo, intendedUse] = chemicals[
      index % chemicals.length
    ] as (typeof chemicals)[number];
    const tradedOn = `2026-0${random.integer(1, 9)}-${String(random.integer(1, 28)).padStart(2, '0')}`;
    const kind = index % 3 === 2 ? 'PURCHASE' : 'SALE';
    const hours = random.integer(10, index % 7 === 3 ? 200 : 60);
    yield {
      ...ownedAt(place),
      ownerDepartment: demoUscc('PUBLIC_SECURITY', place.countyCode),
      id: random.uuid(),
      sourceId: `chemical-flow-report-${index}`,
      kind,
      control,
      enterpriseUscc: far ? null : seller.uscc,
      chemicalName,
      chemicalNo,
      quantityKilograms: random.decimal(5, 2000, 1),
      counterpartyUscc: index % 4 === 1 ? null : buyer.uscc,
      counterpartyName: buyer.name,
      intendedUse,
      tradedOn,
      reportedAt: index % 11 === 6 ? null : addHours(`${tradedOn}T00:00:00+08:00`, hours),
    };
  }
}

import { demoEnterprise, demoPerson, demoPlace, type Random, type SampleSize } from '@huitong/kit';
import type { ExpertSpecialty } from '../src/generated/resolvers.js';
import { ownedSample, scenarioTownship } from './owned.js';

const fields: readonly (readonly [ExpertSpecialty, string])[] = [
  ['COAL_MINE', '示例煤矿设计院'],
  ['NON_COAL_MINE', '示例矿山研究所'],
  ['TAILINGS_POND', '示例水工设计院'],
  ['HAZARDOUS_CHEMICALS', '示例化工研究院'],
  ['INDUSTRY', '示例冶金设计院'],
  ['FIRE', '示例消防技术服务中心'],
  ['FOREST_FIRE', '示例林业科学研究所'],
  ['FLOOD', '示例水利勘测设计院'],
  ['EARTHQUAKE', '示例防震减灾中心'],
  ['GEOLOGICAL', '示例地质环境监测站'],
  ['METEOROLOGY', '示例气象台'],
  ['STRUCTURES', '示例建筑设计院'],
  ['TRANSPORT', '示例公路局'],
  ['MEDICAL', '示例医院'],
  ['COMMUNICATIONS', '示例通信公司'],
  ['OTHER', '示例大学'],
];
const titles = ['正高级工程师', '高级工程师', '教授', '副教授', '主任医师', '注册安全工程师'] as const;

/** Experts of the counties, every trade in turn, some with a second one; every fifth works in an enterprise. */
export function* sampleExperts(random: Random, size: SampleSize) {
  const count = size.count(120, 32);
  for (let number = 0; number < count; number += 1) {
    const enterprise = number % 5 === 0 ? demoEnterprise('COAL', number) : null;
    const divisionCode =
      number % 16 === 7
        ? scenarioTownship
        : (enterprise?.place.divisionCode ?? demoPlace(random).divisionCode);
    const [specialty, employer] = fields[number % fields.length] as (typeof fields)[number];
    const second = random.pick(fields)[0];
    const person = demoPerson(random);
    yield {
      ...ownedSample(random, { kind: 'expert', number, divisionCode }),
      name: person.name,
      phone: person.phone,
      specialties: random.chance(0.3) && second !== specialty ? [specialty, second] : [specialty],
      professionalTitle: random.pick(titles),
      employer: enterprise?.name ?? employer,
      enterpriseUscc: enterprise?.uscc ?? null,
      level: random.pick(['PROVINCIAL', 'CITY', 'COUNTY'] as const),
      appointedOn: `202${random.integer(3, 5)}-05-01`,
      termEndsOn: number % 9 === 8 ? '2026-03-31' : '2028-04-30',
      available: random.chance(0.9),
    };
  }
}

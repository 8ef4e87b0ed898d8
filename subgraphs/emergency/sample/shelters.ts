import { demoPerson, demoPlace, type DemoPlace, loadDivisions, type Random } from '@huitong/kit';
import type { Shelter } from '../src/entities/shelter.js';
import { sampleRow, shortName } from './owned.js';

const count = 400;

const levels: readonly Shelter['level'][] = [
  'COUNTY',
  ...Array<'TOWNSHIP'>(3).fill('TOWNSHIP'),
  ...Array<'VILLAGE'>(10).fill('VILLAGE'),
];
const meantFor: readonly Shelter['hazardTypes'][] = [
  ['EARTHQUAKE', 'FLOOD', 'GEOLOGICAL'],
  ['EARTHQUAKE', 'HAZARDOUS_CHEMICALS'],
  ['FLOOD', 'GEOLOGICAL'],
  ['SNOW_AND_FREEZING', 'EARTHQUAKE'],
];

const villages = new Map<string, { code: string; name: string }[]>();
/** The real villages of a township; their own seats are not known, so a shelter stands near the township's. */
function villagesOf(township: string) {
  if (villages.size === 0) {
    for (const { level, parentCode, code, name } of loadDivisions()) {
      if (level !== 'VILLAGE' || parentCode === null) continue;
      const siblings = villages.get(parentCode);
      if (siblings) siblings.push({ code, name });
      else villages.set(parentCode, [{ code, name }]);
    }
  }
  return villages.get(township) ?? [];
}

function standsIn(random: Random, level: Shelter['level']): DemoPlace & { readonly title: string } {
  const place = demoPlace(random);
  const found = level === 'VILLAGE' ? villagesOf(place.divisionCode) : [];
  if (found.length > 0) {
    const village = random.pick(found);
    return {
      ...place,
      divisionCode: village.code,
      title: village.name.replace(/(?:居民|居|村民)?委员?会$/, ''),
    };
  }
  return { ...place, title: shortName(place.townshipName) };
}

function shelter(random: Random, number: number) {
  const level = random.pick(levels);
  const { title, ...place } = standsIn(random, level);
  const space = random.pick(['INDOOR', 'OUTDOOR'] as const);
  const capacity = level === 'VILLAGE' ? random.integer(60, 500) : random.integer(400, 6000);
  const status = random.pick([...Array<'CLOSED'>(8).fill('CLOSED'), 'OPEN', 'OUT_OF_USE'] as const);
  const duration = random.pick(['EMERGENCY', 'SHORT_TERM', 'SHORT_TERM', 'LONG_TERM'] as const);
  const person = demoPerson(random);
  return {
    ...sampleRow(random, { kind: 'shelter', number, place }),
    name: `${title}${space === 'INDOOR' ? '学校' : '文化广场'}应急避难场所`,
    level,
    space,
    function: random.pick(['COMPREHENSIVE', 'SINGLE'] as const),
    duration,
    hazardTypes: random.pick(meantFor),
    effectiveAreaSquareMetres: Math.round(capacity * random.decimal(1.5, 4.5)),
    capacity,
    occupied: status === 'OPEN' ? random.integer(0, capacity) : 0,
    accessible: random.chance(0.6),
    status,
    managerName: person.name,
    managerPhone: person.phone,
  };
}

/** 400 shelters, most of them of villages (DOMAIN item 9: one in every village). */
export const sampleShelters = (random: Random) =>
  Array.from({ length: count }, (_, number) => shelter(random, number));

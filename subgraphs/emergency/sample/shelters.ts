import { demoPerson, demoPlace, type DemoPlace, type Random, type SampleSize } from '@huitong/kit';
import type { Shelter } from '../src/entities/shelter.js';
import {
  type SamplePlace,
  sampleRow,
  scenarioTownship,
  shortName,
  villageName,
  villagePlace,
  villagesOf,
} from './owned.js';

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

function standsIn(random: Random, level: Shelter['level']): DemoPlace & { readonly title: string } {
  const place = demoPlace(random);
  const found = level === 'VILLAGE' ? villagesOf(place.divisionCode) : [];
  if (found.length > 0) {
    const village = random.pick(found);
    return {
      ...place,
      divisionCode: village.code,
      title: villageName(village.name),
    };
  }
  return { ...place, title: shortName(place.townshipName) };
}

const facilities: Shelter['facilities'] = [
  'WATER',
  'POWER',
  'TOILETS',
  'SIGNS',
  'BROADCAST',
  'SLEEPING',
  'MEDICAL',
  'STORAGE',
  'FIRE_PROTECTION',
  'COMMUNICATIONS',
];

interface Stands {
  readonly level: Shelter['level'];
  readonly title: string;
  readonly place: SamplePlace;
  readonly status: Shelter['status'];
}

function shelter(random: Random, number: number, { level, title, place, status }: Stands) {
  const space = random.pick(['INDOOR', 'OUTDOOR'] as const);
  const capacity = level === 'VILLAGE' ? random.integer(60, 500) : random.integer(400, 6000);
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
    facilities: facilities.slice(0, random.integer(3, facilities.length)),
    effectiveAreaSquareMetres: Math.round(capacity * random.decimal(1.5, 4.5)),
    capacity,
    occupied: status === 'OPEN' ? random.integer(0, capacity) : 0,
    accessible: random.chance(0.6),
    status,
    managerName: person.name,
    managerPhone: person.phone,
  };
}

/** Villages of the scenario that have no shelter, and one whose shelter is out of use: a gap of three. */
const without = [3, 9];
const outOfUse = 11;

/**
 * 400 shelters of 晋城, most of them of villages (DOMAIN item 9: one in every village), and those of 水峪贯镇, where
 * three villages of fourteen have none that can be opened.
 */
export function* sampleShelters(random: Random, size: SampleSize) {
  const count = size.count(400, 400);
  for (let number = 0; number < count; number += 1) {
    const level = random.pick(levels);
    const { title, ...place } = standsIn(random, level);
    const status = random.pick([...Array<'CLOSED'>(8).fill('CLOSED'), 'OPEN', 'OUT_OF_USE'] as const);
    yield shelter(random, number, { level, title, place, status });
  }
  for (const [index, village] of villagesOf(scenarioTownship).entries()) {
    if (without.includes(index)) continue;
    const place = villagePlace(random, village);
    const status = index === outOfUse ? 'OUT_OF_USE' : 'CLOSED';
    yield shelter(random, count + index, {
      level: 'VILLAGE',
      title: villageName(village.name),
      place,
      status,
    });
  }
}

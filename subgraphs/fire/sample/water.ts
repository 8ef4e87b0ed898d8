import { demoEnterprise, type Random } from '@huitong/kit';
import type { WaterSource } from '../src/entities/waterSource.js';
import type { WaterSourceCheck } from '../src/entities/waterSourceCheck.js';
import { commonOf, daysAgo, isInMountains, placeOf, rowRandom } from './places.js';

const seed = 20_260_710;

const called = {
  HYDRANT: '消火栓',
  FIRE_POOL: '消防水池',
  NATURAL_INTAKE: '取水码头',
  WATER_CRANE: '消防水鹤',
} as const;
const kinds = ['HYDRANT', 'HYDRANT', 'HYDRANT', 'FIRE_POOL', 'NATURAL_INTAKE', 'WATER_CRANE'] as const;

/** Every eighth source stands on the ground of a works, near its buildings. */
function placeAndOwner(random: Random, index: number) {
  if (index % 8 !== 0 || isInMountains(index)) return { place: placeOf(random, index), enterpriseUscc: null };
  const trade = index % 16 === 0 ? 'CHEMICAL' : 'COAL';
  const { place, uscc } = demoEnterprise(trade, index / 8);
  const lat = Number((place.lat + random.decimal(-0.003, 0.003, 5)).toFixed(5));
  const lon = Number((place.lon + random.decimal(-0.003, 0.003, 5)).toFixed(5));
  return { place: { ...place, lat, lon }, enterpriseUscc: uscc };
}

function waterSource(index: number) {
  const random = rowRandom(seed, index);
  const { place, enterpriseUscc } = placeAndOwner(random, index);
  const kind = random.pick(kinds);
  const piped = kind === 'HYDRANT' || kind === 'WATER_CRANE';
  const checkedDaysAgo = random.chance(0.95) ? random.integer(1, 400) : null;
  return {
    checkedDaysAgo,
    row: {
      ...commonOf(random, { ...place, sourceId: `water-source-${index}` }),
      lat: place.lat,
      lon: place.lon,
      crs: 'WGS84' as const,
      name: `${place.townshipName}${called[kind]}${String(index + 1).padStart(4, '0')}`,
      kind,
      flowLitresPerSecond: kind === 'WATER_CRANE' ? random.integer(30, 60) : random.integer(10, 30),
      pressureMegapascals: piped ? random.decimal(0.1, 0.5, 2) : null,
      volumeCubicMetres: kind === 'FIRE_POOL' ? random.integer(100, 1000) : null,
      pipeDiameterMillimetres: piped ? random.pick([100, 150, 200, 300]) : null,
      address: `${place.townshipName}${random.pick(['东街', '西街', '南环路', '北环路', '村口'])}`,
      enterpriseUscc,
      usable: checkedDaysAgo === null ? null : random.chance(0.9),
      lastCheckedOn: checkedDaysAgo === null ? null : daysAgo(checkedDaysAgo),
    } satisfies Partial<WaterSource>,
  };
}

/** Water sources from the first to the last number. */
export function* waterSources(count: number): Iterable<Partial<WaterSource>> {
  for (let index = 0; index < count; index += 1) yield waterSource(index).row;
}

/** The last check of every source that was checked, and of every third the one a year before. */
export function* waterSourceChecks(count: number): Iterable<Partial<WaterSourceCheck>> {
  for (let index = 0; index < count; index += 1) {
    const random = rowRandom(seed + 1, index);
    const { row, checkedDaysAgo } = waterSource(index);
    if (checkedDaysAgo === null) continue;
    const times = index % 3 === 0 ? [checkedDaysAgo + 365, checkedDaysAgo] : [checkedDaysAgo];
    for (const [at, days] of times.entries()) {
      const last = at === times.length - 1;
      const usable = last ? row.usable === true : true;
      yield {
        id: random.uuid(),
        ownerDepartment: row.ownerDepartment,
        divisionCode: row.divisionCode,
        source: 'sample',
        sourceId: `water-source-check-${index}-${at}`,
        synthetic: true,
        waterSourceId: row.id,
        checkedOn: daysAgo(days),
        usable,
        flowLitresPerSecond: row.flowLitresPerSecond,
        pressureMegapascals: row.pressureMegapascals,
        remark: usable ? null : random.pick(['阀门锈死', '水压不足', '井盖埋压', '管道损坏']),
      };
    }
  }
}

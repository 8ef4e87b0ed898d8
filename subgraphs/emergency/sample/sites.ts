import { demoPlace, divisionByCode, type Random, type SampleSize } from '@huitong/kit';
import { type SamplePlace, sampleRow, scenarioTownship, shortName } from './owned.js';

/** A place in 晋城, or, for the first of a kind, in 水峪贯镇. */
function placeOf(random: Random, number: number): SamplePlace & { readonly townshipName: string } {
  if (number > 0) return demoPlace(random);
  const township = divisionByCode(scenarioTownship);
  const seat = township?.seat ?? { lat: 37.66, lon: 112.16 };
  return {
    divisionCode: scenarioTownship,
    countyCode: scenarioTownship.slice(0, 6),
    townshipName: township?.name ?? scenarioTownship,
    lat: Number((seat.lat + 0.012).toFixed(5)),
    lon: Number((seat.lon - 0.009).toFixed(5)),
  };
}

/** 40 landing sites. */
export function* sampleLandingSites(random: Random, size: SampleSize) {
  const count = size.count(40);
  for (let number = 0; number < count; number += 1) {
    const place = placeOf(random, number);
    yield {
      ...sampleRow(random, { kind: 'landing-site', number, place }),
      name: `${shortName(place.townshipName)}直升机起降点`,
      kind: number % 5 === 0 ? ('HELIPAD' as const) : ('LANDING_POINT' as const),
      lengthMetres: random.integer(25, 60),
      widthMetres: random.integer(25, 60),
      maxTakeoffTonnes: random.pick([4, 7.5, 13, 26]),
      nightCapable: number % 5 === 0,
      usable: random.chance(0.9),
    };
  }
}

/** 60 access routes into forests. */
export function* sampleRoutes(random: Random, size: SampleSize) {
  const count = size.count(60);
  for (let number = 0; number < count; number += 1) {
    const place = placeOf(random, number);
    yield {
      ...sampleRow(random, { kind: 'fire-access-route', number, place }),
      name: `${shortName(place.townshipName)}林区防火通道`,
      lengthKilometres: random.decimal(0.8, 18),
      widthMetres: random.decimal(3, 6),
      passable: random.chance(0.85),
      checkedOn: '2026-03-01',
    };
  }
}

/** 150 terminals, most of them in schools. */
export function* sampleTerminals(random: Random, size: SampleSize) {
  const count = size.count(150);
  for (let number = 0; number < count; number += 1) {
    const place = placeOf(random, number);
    const siteKind = random.pick([
      'PRIMARY_SCHOOL',
      'PRIMARY_SCHOOL',
      'MIDDLE_SCHOOL',
      'GOVERNMENT',
    ] as const);
    const names = { PRIMARY_SCHOOL: '中心小学', MIDDLE_SCHOOL: '初级中学', GOVERNMENT: '政府值班室' };
    const online = random.chance(0.93);
    yield {
      ...sampleRow(random, { kind: 'ew-terminal', number, place }),
      siteName: `${shortName(place.townshipName)}${names[siteKind]}`,
      siteKind,
      online,
      installedOn: '2024-10-15',
      lastSeenAt: online ? '2026-04-30T16:00:00.000Z' : '2026-03-02T01:00:00.000Z',
    };
  }
}

const measures = [
  { kind: 'RAINFALL', hazard: 'FLOOD', name: '雨量站', most: 60, threshold: 50 },
  { kind: 'WATER_LEVEL', hazard: 'FLOOD', name: '水位站', most: 8, threshold: 6.5 },
  { kind: 'DISPLACEMENT', hazard: 'GEOLOGICAL', name: '地质灾害位移监测点', most: 30, threshold: 20 },
  { kind: 'LIGHTNING', hazard: 'FOREST_FIRE', name: '雷击火监测点', most: 12, threshold: 5 },
  { kind: 'SEISMIC', hazard: 'EARTHQUAKE', name: '地震烈度仪', most: 3, threshold: 5 },
] as const;

/** 300 monitoring sites. */
export function* sampleMonitoring(random: Random, size: SampleSize) {
  const count = size.count(300);
  for (let number = 0; number < count; number += 1) {
    const place = placeOf(random, number);
    const { name, most, threshold, ...what } = measures[
      number % measures.length
    ] as (typeof measures)[number];
    yield {
      ...sampleRow(random, { kind: 'monitoring-site', number, place }),
      name: `${shortName(place.townshipName)}${name}`,
      ...what,
      online: random.chance(0.92),
      lastValue: random.decimal(0, most),
      alarmThreshold: threshold,
      lastObservedAt: '2026-04-30T18:00:00.000Z',
    };
  }
}

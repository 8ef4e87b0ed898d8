import {
  demoEnterprise,
  demoEnterpriseCount,
  demoIncidentId,
  demoPerson,
  demoPlace,
  type Division,
  type Random,
  type SampleSize,
} from '@huitong/kit';
import type { Incident } from '../src/entities/incident.js';
import { later, sampleRow, scenarioTownship, villagePlace, villagesOf } from './owned.js';

type Facts = Pick<
  Incident,
  'title' | 'kind' | 'disasterType' | 'level' | 'occurredAt' | 'status' | 'responseLevel'
> &
  Partial<Incident>;

/** The first invented chemical enterprise of a county. */
function chemicalEnterprise(county: string) {
  for (let number = 0; number < demoEnterpriseCount('CHEMICAL'); number += 1) {
    const enterprise = demoEnterprise('CHEMICAL', number);
    if (enterprise.place.countyCode === county) return enterprise;
  }
  throw new Error(`The demonstration has no chemical enterprise in ${county}.`);
}

/** Scenario 1 of DOMAIN §5: 03:00 in 高平. */
function tankFire(): { facts: Facts; place: ReturnType<typeof demoPlace> } {
  const enterprise = chemicalEnterprise('140581');
  return {
    place: enterprise.place,
    facts: {
      title: `${enterprise.name}储罐区火灾`,
      kind: 'ACCIDENT',
      disasterType: 'HAZARDOUS_CHEMICALS',
      level: 'LARGE',
      occurredAt: '2026-04-30T18:47:00Z',
      status: 'RESPONDING',
      responseLevel: 'LEVEL_2',
      responseActivatedAt: '2026-04-30T19:03:00Z',
      enterpriseUscc: enterprise.uscc,
      // Its smoke drives over the county: what stands in all of it is called on.
      affectedDivisions: ['140581'],
      dead: 0,
      missing: 1,
      seriouslyInjured: 2,
      slightlyInjured: 5,
      trapped: 1,
    },
  };
}

const others: readonly { county: string; facts: Facts }[] = [
  {
    county: '140521',
    facts: {
      title: '沁河支流山洪',
      kind: 'NATURAL_DISASTER',
      disasterType: 'FLOOD',
      level: 'LARGE',
      occurredAt: '2026-04-30T09:20:00Z',
      status: 'RESPONDING',
      responseLevel: 'LEVEL_3',
      responseActivatedAt: '2026-04-30T10:00:00Z',
      missing: 2,
      slightlyInjured: 11,
    },
  },
  {
    county: '140522',
    facts: {
      title: '森林火情',
      kind: 'NATURAL_DISASTER',
      disasterType: 'FOREST_FIRE',
      level: 'GENERAL',
      occurredAt: '2026-04-30T06:05:00Z',
      status: 'CONTROLLED',
      responseLevel: 'LEVEL_4',
      responseActivatedAt: '2026-04-30T06:40:00Z',
      dead: 0,
      seriouslyInjured: 0,
    },
  },
  {
    county: '140525',
    facts: {
      title: '矿井透水险情',
      kind: 'ACCIDENT',
      disasterType: 'MINE',
      level: null,
      occurredAt: '2026-04-30T17:31:00Z',
      status: 'REPORTED',
      responseLevel: null,
      trapped: 3,
    },
  },
  {
    county: '140524',
    facts: {
      title: '公路边坡滑坡',
      kind: 'NATURAL_DISASTER',
      disasterType: 'GEOLOGICAL',
      level: 'GENERAL',
      occurredAt: '2026-04-29T23:12:00Z',
      status: 'RESPONDING',
      responseLevel: 'LEVEL_4',
      responseActivatedAt: '2026-04-30T00:10:00Z',
    },
  },
  {
    county: '140502',
    facts: {
      title: '食品加工车间火灾',
      kind: 'ACCIDENT',
      disasterType: 'FIRE',
      level: 'GENERAL',
      occurredAt: '2026-04-30T14:55:00Z',
      status: 'CONTROLLED',
      responseLevel: null,
      slightlyInjured: 4,
    },
  },
];

/** A flood in 水峪贯镇, open, with the needs of its villages (scenario 3). */
function villageFlood(random: Random) {
  const villages = villagesOf(scenarioTownship);
  const facts: Facts = {
    title: '水峪贯镇山洪',
    kind: 'NATURAL_DISASTER',
    disasterType: 'FLOOD',
    level: 'GENERAL',
    occurredAt: '2026-04-30T12:30:00Z',
    status: 'RESPONDING',
    responseLevel: 'LEVEL_4',
    responseActivatedAt: '2026-04-30T13:00:00Z',
    slightlyInjured: 1,
    affectedDivisions: villages.slice(0, 5).map(({ code }) => code),
  };
  return { facts, place: villagePlace(random, villages[4] as Division) };
}

const pastKinds: readonly Pick<Facts, 'title' | 'kind' | 'disasterType'>[] = [
  { title: '仓库火灾', kind: 'ACCIDENT', disasterType: 'FIRE' },
  { title: '运输车辆泄漏', kind: 'ACCIDENT', disasterType: 'HAZARDOUS_CHEMICALS' },
  { title: '短时强降雨内涝', kind: 'NATURAL_DISASTER', disasterType: 'FLOOD' },
  { title: '山体滑坡', kind: 'NATURAL_DISASTER', disasterType: 'GEOLOGICAL' },
  { title: '顶板事故', kind: 'ACCIDENT', disasterType: 'MINE' },
];

/** One that is over. */
function pastIncident(random: Random, number: number) {
  const place = demoPlace(random);
  const about = pastKinds[number % pastKinds.length] as (typeof pastKinds)[number];
  const occurredAt = later('2025-03-01T02:00:00Z', random.integer(0, 400 * 24 * 60));
  const facts: Facts = {
    ...about,
    title: `${place.countyName}${about.title}`,
    level: random.pick(['GENERAL', 'GENERAL', 'GENERAL', 'LARGE'] as const),
    occurredAt,
    closedAt: later(occurredAt, random.integer(3 * 60, 6 * 24 * 60)),
    status: 'CLOSED',
    responseLevel: null,
    dead: random.chance(0.1) ? 1 : 0,
    slightlyInjured: random.integer(0, 6),
  };
  return { facts, place };
}

/**
 * Seven open incidents, one in each county of 晋城 and one in 水峪贯镇; the first is a tank fire in 高平. Then 40 that
 * are over.
 */
export function* sampleIncidents(random: Random, size: SampleSize) {
  const open = [
    tankFire(),
    ...others.map(({ county, facts }) => ({ facts, place: demoPlace(random, county) })),
    villageFlood(random),
  ];
  const count = open.length + size.count(40, 8);
  for (let number = 0; number < count; number += 1) {
    const { facts, place } = open[number] ?? pastIncident(random, number);
    yield {
      ...sampleRow(random, { kind: 'incident', number, place }),
      // A persona acts in the first: its token names it.
      ...(number === 0 ? { id: demoIncidentId } : {}),
      ...facts,
      affectedDivisions: facts.affectedDivisions ?? [place.divisionCode],
      reporterPhone: demoPerson(random).phone,
    };
  }
}

/** An incident of the sample. */
export type IncidentSample = ReturnType<typeof sampleIncidents> extends Iterable<infer Row> ? Row : never;

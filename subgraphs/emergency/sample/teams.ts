import {
  demoEnterprise,
  demoPerson,
  demoPlace,
  demoTownships,
  demoUscc,
  type GeoPoint,
  type Random,
  type SampleSize,
} from '@huitong/kit';
import type { Agreement, Channel, RescueTeam } from '../src/entities/rescueTeam.js';
import { isAssessed } from '../src/rules/gradings.js';
import { sampleCounties, sampleRow, type SamplePlace, shortName } from './owned.js';

/** So many teams stand in other counties within sight of 高平's border. */
const acrossBorder = 6;
const pilotCounty = '140581';

type Category = RescueTeam['category'];
type TeamPlace = SamplePlace & { readonly countyName: string; readonly townshipName: string };

/** How often each category occurs, and what such a team can do. */
const kinds: readonly {
  category: Category;
  weight: number;
  suffix: string;
  can: RescueTeam['specialties'];
}[] = [
  {
    category: 'COMPREHENSIVE',
    weight: 2,
    suffix: '消防救援站',
    can: ['FIRE', 'BUILDING_COLLAPSE', 'HAZARDOUS_CHEMICALS'],
  },
  { category: 'PROFESSIONAL', weight: 3, suffix: '应急救援队', can: ['FLOOD', 'FOREST_FIRE'] },
  { category: 'GRASSROOTS', weight: 6, suffix: '综合应急救援队', can: ['FLOOD', 'FOREST_FIRE', 'FIRE'] },
  { category: 'ENTERPRISE_FULL_TIME', weight: 4, suffix: '专职救护队', can: ['MINE'] },
  { category: 'ENTERPRISE_PART_TIME', weight: 3, suffix: '兼职救护队', can: ['HAZARDOUS_CHEMICALS'] },
  {
    category: 'SOCIAL',
    weight: 3,
    suffix: '蓝天公益救援队',
    can: ['WATER', 'MOUNTAIN', 'EMERGENCY_MEDICAL'],
  },
  { category: 'VOLUNTEER', weight: 2, suffix: '志愿应急队', can: ['EMERGENCY_MEDICAL'] },
];
/** Of which there are few: so many teams apart, whatever would have been drawn. */
const rare = [
  { category: 'FOREST_FIRE', every: 13, suffix: '森林防灭火队', can: ['FOREST_FIRE'] },
  { category: 'GEO_ENGINEERING', every: 31, suffix: '地震地质灾害工程救援队', can: ['GEO_ENGINEERING'] },
  { category: 'AVIATION', every: 61, suffix: '航空应急救援队', can: ['FOREST_FIRE', 'COMMUNICATIONS'] },
] as const satisfies readonly {
  category: Category;
  every: number;
  suffix: string;
  can: RescueTeam['specialties'];
}[];
const drawn = kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

/** Good enough to rank townships by: the cosine of the pilot's latitude is 0.81. */
const roughDistance = (a: GeoPoint, b: GeoPoint) => Math.hypot(a.lat - b.lat, 0.81 * (a.lon - b.lon));

/** The townships of other counties nearest to a township of the pilot county, nearest first. */
function townshipsAcrossBorder(): TeamPlace[] {
  const seated = demoTownships().flatMap(({ township, county }) =>
    township.seat ? [{ township, county, seat: township.seat }] : [],
  );
  const inside = seated.filter(({ county }) => county.code === pilotCounty);
  const gap = (seat: GeoPoint) => Math.min(...inside.map((one) => roughDistance(one.seat, seat)));
  return seated
    .filter(({ county }) => county.code !== pilotCounty)
    .sort((a, b) => gap(a.seat) - gap(b.seat))
    .slice(0, acrossBorder)
    .map(({ township, county, seat }) => ({
      divisionCode: township.code,
      countyCode: county.code,
      countyName: county.name,
      townshipName: township.name,
      lat: seat.lat,
      lon: seat.lon,
    }));
}

function channels(random: Random, number: number): Channel[] {
  const mhz = (372 + random.integer(0, 79) * 0.025).toFixed(3);
  const callSign = `晋应${String(number).padStart(3, '0')}`;
  return [
    { type: 'RADIO_370_MHZ', callSign, frequencyBand: `${mhz} MHz` },
    ...(random.chance(0.3)
      ? [{ type: 'SATELLITE_PHONE' as const, callSign: null, frequencyBand: null }]
      : []),
  ];
}

function sponsor(category: Category, number: number, county: string) {
  if (category === 'ENTERPRISE_FULL_TIME')
    return { sponsorEnterpriseUscc: demoEnterprise('COAL', number).uscc };
  if (category === 'ENTERPRISE_PART_TIME')
    return { sponsorEnterpriseUscc: demoEnterprise('CHEMICAL', number).uscc };
  if (category === 'COMPREHENSIVE') return { sponsorDepartmentUscc: demoUscc('FIRE', county) };
  if (category === 'PROFESSIONAL') return { sponsorDepartmentUscc: demoUscc('EMERGENCY', county) };
  return {};
}

/** Agreements of an enterprise's rescue team with coal enterprises beside it. */
const agreements = (category: Category, number: number): Agreement[] =>
  category === 'ENTERPRISE_FULL_TIME'
    ? [1, 2].map((offset) => ({
        mineId: null,
        signedOn: '2026-01-01',
        expiresOn: '2026-12-31',
        enterpriseUscc: demoEnterprise('COAL', number + offset).uscc,
      }))
    : [];

function team(
  random: Random,
  number: number,
  { place, bases }: { place: TeamPlace; bases: readonly Base[] },
) {
  const usual = random.pick(drawn);
  const { category, suffix, can } = rare.find(({ every }) => number % every === every - 1) ?? usual;
  const person = demoPerson(random);
  const headcount = random.integer(8, 60);
  const assessed = category === 'SOCIAL' ? can.filter(isAssessed) : [];
  return {
    ...sampleRow(random, { kind: 'rescue-team', number, place }),
    name: `${place.countyName}${shortName(place.townshipName)}${suffix}`,
    category,
    nationalLevel: false,
    ...sponsor(category, number, place.countyCode),
    headcount,
    onDuty: random.integer(2, Math.ceil(headcount / 3)),
    specialties: can,
    gradings: assessed.map((specialty) => ({ grade: random.integer(1, 3), specialty })),
    readiness: random.pick([
      'READY',
      'READY',
      'READY',
      'READY',
      'DEPLOYED',
      'RECOVERING',
      'UNAVAILABLE',
    ] as const),
    contactName: person.name,
    contactPhone: person.phone,
    commsChannels: channels(random, number),
    baseId: bases.find(({ divisionCode }) => divisionCode === place.divisionCode)?.id ?? null,
    vehicles: [
      { name: '抢险救援车', count: 1 + (number % 4) },
      { name: '运兵车', count: 1 + (number % 2) },
    ],
    agreements: agreements(category, number),
  };
}

/** A base where teams may be stationed. */
interface Base {
  readonly id: string;
  readonly divisionCode: string;
}

/** 80 teams: some in every county of 晋城, some just across the border of 高平, the rest anywhere. */
export function* sampleTeams(random: Random, bases: readonly Base[], size: SampleSize) {
  const across = townshipsAcrossBorder();
  const everyCounty = sampleCounties.map((county) => demoPlace(random, county));
  const anywhere = Array.from({ length: 80 - across.length - everyCounty.length }, () => demoPlace(random));
  const first = [...across, ...everyCounty, ...anywhere];
  const count = size.count(first.length, first.length);
  for (let number = 0; number < count; number += 1) {
    yield team(random, number, { place: first[number] ?? demoPlace(random), bases });
  }
}

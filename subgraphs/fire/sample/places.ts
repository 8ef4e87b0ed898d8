import { type Division, type DemoPlace, demoPlace, demoUscc, loadDivisions, Random } from '@huitong/kit';

/** 吕梁 交城县 水峪贯镇 and its county, where one row in twenty stands (DOMAIN §5, scenario 9). */
const mountainTownship = '141122103';
const mountainCounty = '141122';
const oneIn = 20;

interface Mountains {
  readonly township: Division;
  readonly county: Division;
  /** The township and its villages. */
  readonly divisions: readonly Division[];
}
let mountains: Mountains | undefined;

function mountainDivisions(): Mountains {
  if (mountains) return mountains;
  const all = loadDivisions();
  const township = all.find((one) => one.code === mountainTownship);
  const county = all.find((one) => one.code === mountainCounty);
  if (!township || !county) throw new Error(`The divisions lack ${mountainTownship}.`);
  const divisions = all.filter((one) => one.path.includes(mountainTownship));
  return (mountains = { township, county, divisions });
}

/** A place in 水峪贯镇, in one of its villages or in the township itself. */
export function mountainPlace(random: Random): DemoPlace {
  const { township, county, divisions } = mountainDivisions();
  const seat = township.seat as { lat: number; lon: number };
  return {
    divisionCode: random.pick(divisions).code,
    countyCode: county.code,
    countyName: county.name,
    townshipName: township.name,
    lat: Number((seat.lat + random.decimal(-0.04, 0.04, 5)).toFixed(5)),
    lon: Number((seat.lon + random.decimal(-0.05, 0.05, 5)).toFixed(5)),
  };
}

/** Whether the row of a number stands in 交城. */
export const isInMountains = (index: number): boolean => index % oneIn === 7;

/** Where the row of a number stands: mostly in 晋城, now and then in 交城. */
export const placeOf = (random: Random, index: number): DemoPlace =>
  isInMountains(index) ? mountainPlace(random) : demoPlace(random);

/**
 * Random numbers of one row: the same whatever was made before it, so that the parts of a row can be made without
 * keeping the row. Different for every number and seed below 2³².
 */
export const rowRandom = (seed: number, index: number): Random =>
  new Random(Math.imul(index + 1, 0x9e37_79b1) ^ seed, index);

const owners = new Map<string, string>();
/** USCC of the fire service of a county. */
export function fireServiceOf(countyCode: string): string {
  let uscc = owners.get(countyCode);
  if (!uscc) owners.set(countyCode, (uscc = demoUscc('FIRE', countyCode)));
  return uscc;
}

/** What every demo row begins with. */
export const commonOf = (
  random: Random,
  row: { readonly sourceId: string; readonly countyCode: string; readonly divisionCode: string },
) => ({
  id: random.uuid(),
  ownerDepartment: fireServiceOf(row.countyCode),
  divisionCode: row.divisionCode,
  source: 'sample',
  sourceId: row.sourceId,
  synthetic: true,
});

const day = 86_400_000;
const pastDays = new Map<number, string>();
/** A day so many days before the one on which the demonstration is made. */
export const daysAgo = (days: number): string => {
  let text = pastDays.get(days);
  if (!text) pastDays.set(days, (text = new Date(Date.now() - days * day).toISOString().slice(0, 10)));
  return text;
};
/** An instant so many hours before the midnight of that day. */
export const hoursAgo = (hours: number): string =>
  new Date(Math.floor(Date.now() / day) * day - hours * 3_600_000).toISOString();

import { loadDivisions, type Division } from '../divisions/index.js';
import type { Random } from './random.js';

/** Where an invented object stands: a real township, a point near its seat. */
export interface DemoPlace {
  readonly divisionCode: string;
  readonly countyCode: string;
  readonly countyName: string;
  readonly townshipName: string;
  readonly lat: number;
  readonly lon: number;
}

const demoCity = '140500';
/** 吕梁's 交城县 (DOMAIN §5 scenario 9): only what asks for it by code stands there. */
const demoCounty = '141122';
let cached: readonly { township: Division; county: Division }[] | null = null;

function townships() {
  if (cached) return cached;
  const all = loadDivisions();
  const counties = new Map(all.filter((one) => one.level === 'COUNTY').map((one) => [one.code, one]));
  cached = all
    .filter(
      ({ level, path, seat }) =>
        level === 'TOWNSHIP' && (path.includes(demoCity) || path.includes(demoCounty)) && seat,
    )
    .map((township) => ({ township, county: counties.get(township.path[2] as string) }))
    .filter((pair): pair is { township: Division; county: Division } => pair.county !== undefined);
  return cached;
}

const inside = new Map<string, ReturnType<typeof townships>>();
function townshipsIn(within: string) {
  let found = inside.get(within);
  if (!found) {
    found = townships().filter(({ township }) => township.path.includes(within));
    inside.set(within, found);
  }
  return found;
}

/** Every real township of 晋城 with its county, in the order of the reference table. */
export function demoTownships(): readonly { township: Division; county: Division }[] {
  return townships().filter(({ township }) => township.path.includes(demoCity));
}

/**
 * A place near the seat of a township of 晋城, up to about three kilometres away.
 * @param within division code to stay in, for example a county; 交城县 141122 and its townships too.
 */
export function demoPlace(random: Random, within: string = demoCity): DemoPlace {
  const choice = random.pick(townshipsIn(within));
  const seat = choice.township.seat as { lat: number; lon: number };
  return {
    divisionCode: choice.township.code,
    countyCode: choice.county.code,
    countyName: choice.county.name,
    townshipName: choice.township.name,
    lat: Number((seat.lat + random.decimal(-0.027, 0.027, 5)).toFixed(5)),
    lon: Number((seat.lon + random.decimal(-0.033, 0.033, 5)).toFixed(5)),
  };
}

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'];
/** An invented person: a family name and 某某, and a number of a range that is not assigned (1990000…). */
export function demoPerson(random: Random): { readonly name: string; readonly phone: string } {
  return {
    name: `${random.pick(surnames)}某某`,
    phone: `1990000${String(random.integer(0, 9999)).padStart(4, '0')}`,
  };
}

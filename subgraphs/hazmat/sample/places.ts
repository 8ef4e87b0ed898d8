import { type DemoPlace, demoUscc, divisionByCode, loadDivisions, type Random } from '@huitong/kit';

/** 交城县 of 吕梁 and its 水峪贯镇, for the questions of a township. */
const jiaocheng = '141122';
const shuiyuguan = '141122103';

/** A place near the seat of a division, up to about three kilometres away. */
function near(random: Random, code: string): DemoPlace {
  const division = divisionByCode(code);
  const township = divisionByCode(code.slice(0, 9));
  const county = divisionByCode(jiaocheng);
  const seat = division?.seat ?? township?.seat ?? county?.seat;
  if (!division || !township || !county || !seat) throw new Error(`No seat is known of ${code}.`);
  return {
    divisionCode: code,
    countyCode: jiaocheng,
    countyName: county.name,
    townshipName: township.name,
    lat: Number((seat.lat + random.decimal(-0.027, 0.027, 5)).toFixed(5)),
    lon: Number((seat.lon + random.decimal(-0.033, 0.033, 5)).toFixed(5)),
  };
}

let codes: readonly string[] | null = null;
/** Villages of 水峪贯镇, the town itself, and another township of 交城 now and then. */
function jiaochengCodes(): readonly string[] {
  codes ??= [
    shuiyuguan,
    ...loadDivisions()
      .filter((one) => one.level === 'VILLAGE' && one.path.includes(shuiyuguan))
      .map((one) => one.code),
    '141122100',
  ];
  return codes;
}

/** A place in 交城, most of them in 水峪贯镇 and its villages. */
export const jiaochengPlace = (random: Random): DemoPlace => near(random, random.pick(jiaochengCodes()));

/** What every row at a place has in common. */
export const ownedAt = (place: DemoPlace) => ({
  ownerDepartment: demoUscc('EMERGENCY', place.countyCode),
  divisionCode: place.divisionCode,
  source: 'sample',
  synthetic: true,
});

/** The point of a place. */
export const pointAt = ({ lat, lon }: DemoPlace) => ({ lat, lon, crs: 'WGS84' as const });

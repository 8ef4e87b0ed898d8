import { demoPlace, demoUscc, divisionByCode, type Random } from '@huitong/kit';
import type { DepartmentLine } from '@huitong/contract';

/** 水峪贯镇 of 交城, and the villages below it in which demonstration objects stand. */
const township = '141122103';
const villages = ['141122103206', '141122103207', '141122103215'];
/** Other townships of 交城. */
const others = ['141122100', '141122104', '141122106'];

/** What every invented object of this department begins with. */
export interface Located {
  readonly id: string;
  readonly ownerDepartment: string;
  readonly divisionCode: string;
  readonly source: 'sample';
  readonly sourceId: string;
  readonly synthetic: true;
  readonly lat: number;
  readonly lon: number;
  readonly crs: 'WGS84';
  /** Name of the township or village, for making up a name. */
  readonly place: string;
}

/** How many objects of a kind stand in 交城: the first of them in 水峪贯镇. */
export const jiaochengCount = 5;
const inShuiyuguan = 3;

/** The first columns of an object that stands in 晋城, or, with a county, there. */
export function inJincheng(
  random: Random,
  of: { line: DepartmentLine; sourceId: string; county?: string },
): Located {
  const place = demoPlace(random, of.county);
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc(of.line, place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: of.sourceId,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84',
    place: place.townshipName.replace(/[镇乡]$|街道$|办事处$/, ''),
  };
}

/**
 * The same in 交城 of 吕梁, another city: the first three in villages of 水峪贯镇, the others elsewhere in the county.
 * @param number 0 to `jiaochengCount` − 1.
 */
export function inJiaocheng(
  random: Random,
  of: { line: DepartmentLine; sourceId: string; number: number },
): Located {
  const code = of.number < inShuiyuguan ? villages[of.number] : others[of.number % others.length];
  const division = divisionByCode(code as string);
  const seat = divisionByCode((code as string).slice(0, 9))?.seat ?? divisionByCode(township)?.seat;
  if (!division || !seat) throw new Error(`The reference table has no seat for ${code}.`);
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc(of.line, '141122'),
    divisionCode: division.code,
    source: 'sample',
    sourceId: of.sourceId,
    synthetic: true,
    lat: Number((seat.lat + random.decimal(-0.02, 0.02, 5)).toFixed(5)),
    lon: Number((seat.lon + random.decimal(-0.02, 0.02, 5)).toFixed(5)),
    crs: 'WGS84',
    place: division.name.replace(/村委会$|镇$|乡$/, ''),
  };
}

/** Middle parts of invented names. */
export const words = [
  '东峰',
  '南坪',
  '北岭',
  '西沟',
  '龙泉',
  '青石',
  '松涛',
  '云台',
  '朝阳',
  '永安',
  '福源',
  '石门',
];

/** A day of a year, never the 29th to 31st. */
export const dayOf = (random: Random, year: number): string =>
  `${year}-${String(random.integer(1, 12)).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`;

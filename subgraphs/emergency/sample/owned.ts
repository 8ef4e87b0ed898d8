import {
  type DemoPlace,
  demoUscc,
  type Division,
  divisionByCode,
  loadDivisions,
  type Random,
} from '@huitong/kit';

/** Counties of 晋城: the pilot city. */
export const sampleCounties = ['140502', '140521', '140522', '140524', '140525', '140581'] as const;

/** 水峪贯镇 of 交城县: the township of scenario 9. */
export const scenarioTownship = '141122103';

/** Where a sample row stands. */
export type SamplePlace = Pick<DemoPlace, 'divisionCode' | 'countyCode' | 'lat' | 'lon'>;

/** What a sample row is about. */
interface Of {
  readonly kind: string;
  /** Running number within the kind, from 0. */
  readonly number: number;
  readonly divisionCode: string;
  /** The county's department when absent. */
  readonly owner?: string;
}

/** What every sample row begins with. County departments own rows, unless another is named. */
export function ownedSample(random: Random, { kind, number, divisionCode, owner }: Of) {
  return {
    id: random.uuid(),
    ownerDepartment: owner ?? demoUscc('EMERGENCY', divisionCode.slice(0, 6)),
    divisionCode,
    source: 'sample',
    sourceId: `${kind}-${number}`,
    synthetic: true,
  };
}

/** {@link ownedSample} of a row that stands somewhere. */
export function sampleRow(random: Random, of: { kind: string; number: number; place: SamplePlace }) {
  const { kind, number, place } = of;
  return {
    ...ownedSample(random, { kind, number, divisionCode: place.divisionCode }),
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84' as const,
  };
}

/** A township's name without its level: 三甲镇 → 三甲. */
export const shortName = (township: string): string => township.replace(/[镇乡]$|街道$|办事处$/, '');

/** A village's name without its committee: 西冶村委会 → 西冶村. */
export const villageName = (village: string): string =>
  village.replace(/(?:居民|居|村民)?委员?会$/, '').replace(/委会$/, '');

const villages = new Map<string, Division[]>();
/** The real villages of a township, in the order of the reference table. */
export function villagesOf(township: string): readonly Division[] {
  if (villages.size === 0) {
    for (const division of loadDivisions()) {
      const { level, parentCode } = division;
      if (level !== 'VILLAGE' || parentCode === null) continue;
      const siblings = villages.get(parentCode);
      if (siblings) siblings.push(division);
      else villages.set(parentCode, [division]);
    }
  }
  return villages.get(township) ?? [];
}

/** A point near the seat of a village's township; villages' own seats are not known. */
export function villagePlace(random: Random, village: Division): SamplePlace {
  const seat = divisionByCode(village.parentCode ?? '')?.seat ?? { lat: 37.66, lon: 112.16 };
  return {
    divisionCode: village.code,
    countyCode: village.code.slice(0, 6),
    lat: Number((seat.lat + random.decimal(-0.04, 0.04, 5)).toFixed(5)),
    lon: Number((seat.lon + random.decimal(-0.05, 0.05, 5)).toFixed(5)),
  };
}

/** Instant of a day in the time of Beijing, `hour` o'clock. */
export const beijing = (day: string, hour = 9): string =>
  new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString();

/** So many minutes after an instant. */
export const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

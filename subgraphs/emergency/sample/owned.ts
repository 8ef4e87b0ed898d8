import { type DemoPlace, demoUscc, type Random } from '@huitong/kit';

/** Counties of 晋城: the pilot city. */
export const sampleCounties = ['140502', '140521', '140522', '140524', '140525', '140581'] as const;

/** Where a sample row stands. */
export type SamplePlace = Pick<DemoPlace, 'divisionCode' | 'countyCode' | 'lat' | 'lon'>;

/**
 * What every sample row begins with. County departments own rows.
 * @param number running number within the kind, from 0.
 */
export function sampleRow(random: Random, of: { kind: string; number: number; place: SamplePlace }) {
  const { kind, number, place } = of;
  return {
    id: random.uuid(),
    ownerDepartment: demoUscc('EMERGENCY', place.countyCode),
    divisionCode: place.divisionCode,
    source: 'sample',
    sourceId: `${kind}-${number}`,
    synthetic: true,
    lat: place.lat,
    lon: place.lon,
    crs: 'WGS84' as const,
  };
}

/** A township's name without its level: 三甲镇 → 三甲. */
export const shortName = (township: string): string => township.replace(/[镇乡]$|街道$|办事处$/, '');

import type { FillingStationClass } from '../generated/resolvers.js';

/**
 * Class of a fuel station by the volume of its tanks, m³, diesel counted half (GB 50156-2021 table 3.0.9): 一级 above
 * 150 to 210, 二级 above 90 to 150, 三级 up to 90. About size, not about safety: the standardization grade is another.
 * @returns null above 210 m³, which no station may hold, for a station without fuel tanks, and when neither volume
 *   is known.
 */
export function stationClass(volumes: {
  readonly petrolVolumeCubicMetres: number | null;
  readonly dieselVolumeCubicMetres: number | null;
}): FillingStationClass | null {
  const { petrolVolumeCubicMetres: petrol, dieselVolumeCubicMetres: diesel } = volumes;
  if (petrol === null && diesel === null) return null;
  const volume = (petrol ?? 0) + (diesel ?? 0) / 2;
  if (volume <= 0 || volume > 210) return null;
  if (volume > 150) return 'CLASS_1';
  return volume > 90 ? 'CLASS_2' : 'CLASS_3';
}

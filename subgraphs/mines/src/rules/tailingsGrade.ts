import type { TailingsGrade } from '../generated/resolvers.js';

const grades: readonly TailingsGrade[] = ['GRADE_1', 'GRADE_2', 'GRADE_3', 'GRADE_4', 'GRADE_5'];

/** Least of a first, second, third and fourth grade pond, each included. */
const least = { volume: [50_000, 10_000, 1_000, 100], height: [200, 100, 60, 30] } as const;

const place = (value: number, limits: readonly number[]): number => {
  const found = limits.findIndex((limit) => value >= limit);
  return found === -1 ? limits.length : found;
};

/**
 * 尾矿库等别 by GB 39496-2020 4.5 and GB 50863 3.2.1: volume and height each give a grade; when they differ by one
 * the higher counts, when by more the higher less one.
 * @param volumeWanCubicMetres 全库容, 万 m³ (10,000 cubic metres).
 * @param heightMetres 坝高, metres.
 * @returns null unless both are known.
 */
export function tailingsGradeOf(
  volumeWanCubicMetres: number | null,
  heightMetres: number | null,
): TailingsGrade | null {
  if (volumeWanCubicMetres === null || heightMetres === null) return null;
  const byVolume = place(volumeWanCubicMetres, least.volume);
  const byHeight = place(heightMetres, least.height);
  const higher = Math.min(byVolume, byHeight);
  return grades[Math.abs(byVolume - byHeight) > 1 ? higher + 1 : higher] ?? null;
}

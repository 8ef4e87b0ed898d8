import type { GasGrade } from '../generated/resolvers.js';

/** What a gas assessment measured; null where it did not. */
export interface GasMeasurements {
  /** 相对瓦斯涌出量, m³ a tonne. */
  readonly relativeCubicMetresPerTonne: number | null;
  /** 绝对瓦斯涌出量 of the mine, m³ a minute. */
  readonly absoluteCubicMetresPerMinute: number | null;
  /** The largest of any heading (掘进工作面), m³ a minute. */
  readonly headingMaxCubicMetresPerMinute: number | null;
  /** The largest of any coal face (采煤工作面), m³ a minute. */
  readonly faceMaxCubicMetresPerMinute: number | null;
  readonly outburstOccurred: boolean;
  readonly outburstIdentified: boolean;
}

/** Most that a low-gas mine may have. */
const lowGas = { relative: 10, absolute: 40, heading: 3, face: 5 } as const;

/**
 * 矿井瓦斯等级: outburst when one has happened or was identified; high as soon as one measurement exceeds what a
 * low-gas mine may have (10 m³/t, 40 m³/min, any heading 3 m³/min, any coal face 5 m³/min, each included); low only
 * when all four are known and none does; null when too little is known (煤矿瓦斯等级鉴定办法; DOMAIN §2.3).
 */
export function gasGradeOf(measured: GasMeasurements): GasGrade | null {
  if (measured.outburstOccurred || measured.outburstIdentified) return 'OUTBURST';
  const compared: readonly (readonly [number | null, number])[] = [
    [measured.relativeCubicMetresPerTonne, lowGas.relative],
    [measured.absoluteCubicMetresPerMinute, lowGas.absolute],
    [measured.headingMaxCubicMetresPerMinute, lowGas.heading],
    [measured.faceMaxCubicMetresPerMinute, lowGas.face],
  ];
  if (compared.some(([value, most]) => value !== null && value > most)) return 'HIGH';
  return compared.some(([value]) => value === null) ? null : 'LOW';
}

import type { IndustrialRiskKind } from '../generated/resolvers.js';

/**
 * Kinds of industrial risk that have to be connected to monitoring without exception: 钢铁 (冶炼、高温熔融、煤气)、铝加工
 * (深井铸造)、粉尘涉爆 (DOMAIN item 66: 监测预警全覆盖).
 */
export const monitoredKinds: readonly IndustrialRiskKind[] = [
  'DUST_EXPLOSION',
  'METAL_SMELTING',
  'HIGH_TEMPERATURE_MELT',
  'DEEP_WELL_CASTING',
  'INDUSTRIAL_GAS',
];

/** Whether a unit of the kind has to be connected. */
export const isMonitoringRequired = (kind: IndustrialRiskKind): boolean => monitoredKinds.includes(kind);

import type { RiskTier, SupervisionMode } from '../generated/resolvers.js';

const modes: Readonly<Record<RiskTier, SupervisionMode>> = {
  LOW: 'COMMITMENT',
  GENERAL: 'ROUTINE',
  HIGH: 'FOCUSED',
};

/**
 * 监管方式 by risk tier: low risk by commitment (承诺式), general by routine (常态化), high by focus (重点式)
 * (高政发〔2025〕1号, DOMAIN item 98). Null for an enterprise without a tier.
 */
export const supervisionMode = (tier: RiskTier | null): SupervisionMode | null => (tier ? modes[tier] : null);

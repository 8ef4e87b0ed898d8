/** 安全管理层级: at most three, from the company to the mine (DOMAIN §1.2 item 52). */
export const mostManagementTiers = 3;

/** Whether the tiers of safety management are within the limit; null when their number is not known. */
export const managementTiersWithinLimit = (tiers: number | null): boolean | null =>
  tiers === null ? null : tiers <= mostManagementTiers;

/** 一制四案: the responsibility system and the four plans that every village has (DOMAIN item 21). */
export const villagePlans = ['responsibility', 'fire', 'flood', 'quake', 'geo'] as const;

/** The plans of one village. */
export type VillagePlans = Readonly<Record<(typeof villagePlans)[number], boolean>>;

/** How many villages have what; from one aggregate in SQL. */
export interface PlanCount extends Readonly<Record<(typeof villagePlans)[number], number>> {
  readonly villages: number;
  readonly recorded: number;
  readonly complete: number;
  /** Codes of the villages that do not have all five, in order. */
  readonly missing: readonly string[];
}

/** 齐全: all five are there. The database derives the same for its column `complete`. */
export const isComplete = (plans: VillagePlans): boolean => villagePlans.every((plan) => plans[plan]);

/** What the numbers of {@link PlanCount} say. A village of which nothing is recorded has nothing. */
export const planCompletenessDefinition =
  '包保责任制与防火、防汛、地震、地质灾害四案五项俱全的村（社区） / 本区划及以下全部村（社区，不含统计用区划）；未登记的村按未完成计';

/** 开工确认 of one shift. */
export interface StartFacts {
  readonly unconfirmedItems: readonly string[];
  /** Instant at which the items left open were confirmed after all. */
  readonly reconfirmedAt: string | null;
  readonly startedAt: string | null;
}

/** 安全不确认、坚决不开工: a shift may start when no item is open, or those that were are confirmed again (DOMAIN item 47). */
export const mayStart = (shift: StartFacts): boolean =>
  shift.unconfirmedItems.length === 0 || shift.reconfirmedAt !== null;

/** Whether a shift started before everything was confirmed. */
export function startedUnconfirmed(shift: StartFacts): boolean {
  if (shift.startedAt === null || shift.unconfirmedItems.length === 0) return false;
  return shift.reconfirmedAt === null || Date.parse(shift.startedAt) < Date.parse(shift.reconfirmedAt);
}

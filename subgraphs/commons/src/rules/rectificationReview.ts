/**
 * 整改和防范措施落实情况评估: within one year from the approval of the investigation report (安全生产法 2021 art. 86).
 * A report approved on 29 February is due on 28 February.
 * @param approvedOn ISO date.
 * @returns ISO date, the last day; null before the approval.
 */
export function rectificationReviewDueOn(approvedOn: string | null): string | null {
  if (approvedOn === null) return null;
  const year = Number(approvedOn.slice(0, 4)) + 1;
  const monthAndDay = approvedOn.slice(4) === '-02-29' ? '-02-28' : approvedOn.slice(4);
  return `${String(year).padStart(4, '0')}${monthAndDay}`;
}

/** Whether the review is due and was not made, or was made after its last day. */
export function rectificationReviewOverdue(
  accident: { readonly reportApprovedOn: string | null; readonly rectificationReviewedOn: string | null },
  today: string,
): boolean | null {
  const dueOn = rectificationReviewDueOn(accident.reportApprovedOn);
  return dueOn === null ? null : (accident.rectificationReviewedOn ?? today) > dueOn;
}

/** Days after which casualties of an accident are no longer added: 30, of road traffic and fire 7 (Decree 493 art. 13). */
const finalDays = { usual: 30, trafficAndFire: 7 } as const;

/** Last day on which a change in casualties changes the accident, in the departments' time zone (UTC+8). */
export function casualtiesFinalOn(accident: {
  readonly occurredAt: string;
  readonly sector: string;
  readonly kind: string | null;
}): string {
  const short = accident.sector === 'ROAD_TRAFFIC' || accident.kind === 'FIRE';
  const days = short ? finalDays.trafficAndFire : finalDays.usual;
  return new Date(Date.parse(accident.occurredAt) + 8 * 3_600_000 + days * 86_400_000)
    .toISOString()
    .slice(0, 10);
}

/**
 * Whether a leak was not dealt with in its time (介质泄漏超期): open after it, or closed after it. Null without a time.
 * @param alert instants in ISO 8601.
 */
export function isLeakOverdue(
  alert: { readonly dueAt: string | null; readonly closedAt: string | null },
  now: Date,
): boolean | null {
  if (alert.dueAt === null) return null;
  const until = alert.closedAt === null ? now.getTime() : Date.parse(alert.closedAt);
  return until > Date.parse(alert.dueAt);
}

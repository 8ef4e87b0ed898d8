import { emergencyOf } from '@huitong/contract';

/** What of an answer was read because an incident is open, by rule and incident (突发事件应对法 art. 83). */
export function emergenciesIn(
  grants: Iterable<string>,
): { readonly grant: string; readonly rule: string; readonly incident: string }[] {
  return [...grants].flatMap((grant) => {
    const emergency = emergencyOf(grant);
    return emergency ? [{ grant, ...emergency }] : [];
  });
}

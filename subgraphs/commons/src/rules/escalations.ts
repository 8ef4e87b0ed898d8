import { refusal } from '@huitong/contract';
import { textWithin } from '@huitong/kit';
import type { Escalation } from '../entities/accident.js';
import type { AccidentEscalationKind, AccidentGrade } from '../generated/resolvers.js';

/**
 * Checks the measures of an accident as they were handed in: none before the accident, no kind twice on a day.
 * @param accidentOn ISO date of the accident.
 * @returns the measures in the order and form in which they are stored, so that the same ones count as unchanged.
 * @throws Refusal BAD_INPUT naming the place.
 */
export function acceptEscalations(
  given: readonly { kind: AccidentEscalationKind; on: string; note?: string | null | undefined }[],
  accidentOn: string,
  at: string,
): Escalation[] {
  const seen = new Set<string>();
  const accepted = given.map(({ kind, on, note }, index) => {
    const place = `${at}.${index}`;
    textWithin(note, { at: `${place}.note`, most: 1000 });
    if (on < accidentOn) {
      const message = `${place}.on, ${on}, lies before the accident of ${accidentOn}.`;
      throw refusal('BAD_INPUT', { at: `${place}.on`, message });
    }
    if (seen.has(`${on} ${kind}`)) {
      const message = `${kind} of ${on} stands twice in ${at}.`;
      throw refusal('BAD_INPUT', { at: `${place}.kind`, message });
    }
    seen.add(`${on} ${kind}`);
    return { on, kind, note: note ?? null };
  });
  return accepted.sort((one, other) => (`${one.on} ${one.kind}` < `${other.on} ${other.kind}` ? -1 : 1));
}

/**
 * Measures that the notices ask for and that are not on record: 较大 and worse, or 一般 with great impact, asks for a
 * summons (约谈); DOMAIN item 94.
 */
export function escalationsOwed(accident: {
  readonly grade: AccidentGrade | null;
  readonly greatImpact: boolean | null;
  readonly escalations: readonly Escalation[];
}): AccidentEscalationKind[] {
  const { grade, greatImpact, escalations } = accident;
  const asked = greatImpact === true || (grade !== null && grade !== 'GENERAL');
  return asked && !escalations.some(({ kind }) => kind === 'SUMMONS') ? ['SUMMONS'] : [];
}

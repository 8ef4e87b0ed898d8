import { refusal } from '@huitong/contract';
import { dayAt } from '../clock/index.js';
import { isRequired } from './legal.js';
import type { Evidence, Transition } from './machine.js';

const checks: Readonly<
  Record<Evidence<never>['kind'], (value: unknown, evidence: Evidence<never>, now: Date) => string | null>
> = {
  TEXT: (value, { longest = 4000 }) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= longest && !value.includes('\0')
      ? null
      : `has 1 to ${longest} characters`,
  INSTANT: (value, _, now) => {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(at)) return 'is an instant with offset like 2026-05-01T03:00:00+08:00';
    // A minute of grace for clocks that differ.
    return at > now.getTime() + 60_000 ? 'lies in the future' : null;
  },
  DATE: (value) => {
    const shaped = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    const day = shaped ? new Date(`${value}T00:00:00Z`) : new Date(Number.NaN);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value as string)
      ? null
      : 'is a calendar date like 2026-05-01';
  },
  BOOLEAN: (value) => (typeof value === 'boolean' ? null : 'is true or false'),
  NUMBER: (value) => (typeof value === 'number' && Number.isFinite(value) ? null : 'is a number'),
};

/** What was given, without what was left empty. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * Checks what a move brings against what its transition asks of this row.
 * @returns the evidence that was given, by name.
 * @throws Refusal EVIDENCE_MISSING naming all that is missing; BAD_INPUT for a value of the wrong kind, or for evidence
 *   that the transition does not know.
 */
export function checkEvidence<State extends string, Row>(
  transition: Transition<State, Row>,
  row: Row,
  given: Given,
  now: Date,
): Given {
  const { requires = [], accepts = [] } = transition;
  const known = new Map([...requires, ...accepts].map((one) => [one.name, one]));
  const present = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  for (const [name, value] of present) {
    const at = `input.evidence.${name}`;
    const evidence = known.get(name);
    if (!evidence) {
      const names = [...known.keys()].join(', ') || 'none';
      const message = `${transition.name} takes no evidence "${name}"; it takes ${names}.`;
      throw refusal('BAD_INPUT', { at, message });
    }
    const problem = checks[evidence.kind](value, evidence as never, now);
    if (problem) throw refusal('BAD_INPUT', { at, message: `${evidence.title.zh} ${name} ${problem}.` });
  }
  const names = new Set(present.map(([name]) => name));
  const missing = requires.filter((one) => !names.has(one.name) && isRequired(one, row));
  if (missing.length > 0) {
    const list = missing.map(({ name, title }) => `${name} (${title.zh}, ${title.en})`).join('; ');
    throw refusal('EVIDENCE_MISSING', {
      at: `input.evidence.${missing[0]?.name}`,
      message: `${transition.name} ${transition.title.zh} needs ${list}.`,
      facts: { missing: missing.map(({ name }) => name).join(', ') },
    });
  }
  return Object.fromEntries(present);
}

/** Properties of the row that the evidence sets. */
export function evidenceWrites<State extends string, Row>(
  { requires = [], accepts = [] }: Transition<State, Row>,
  given: Given,
): Record<string, unknown> {
  return Object.fromEntries(
    [...requires, ...accepts].flatMap(({ name, property }) =>
      property && Object.hasOwn(given, name) ? [[property, given[name]]] : [],
    ),
  );
}

/** Today in Shanghai, for guards that compare days. */
export const dayOfMove = ({ now }: { readonly now: Date }): string => dayAt(now);

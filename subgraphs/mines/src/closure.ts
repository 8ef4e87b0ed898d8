import { today } from '@huitong/kit';
import type { Context } from './loaders.js';
import { inspections, penalties } from './records.js';
import { closureTriggers } from './rules/closureTriggers.js';
import type { ConcernedIds } from './writers.js';

/** Most findings and most penalties of one mine that are looked at, latest first: more than any window needs. */
const mostEvents = 100;

/** How the rules of closure stand for a mine or a pond; two statements for all of a request. */
export async function closureTriggersOf(context: Context, property: keyof ConcernedIds, id: string) {
  const parent = { property, id };
  const [found, punished] = await Promise.all([
    inspections.of(context, parent, { first: mostEvents, where: { producingWithMajorDanger: true } }),
    penalties.of(context, parent, { first: mostEvents, where: { underWorkSafetyLaw: true } }),
  ]);
  const events = {
    producing: found.map(({ inspectedOn }) => inspectedOn),
    penalties: punished.map(({ decidedOn }) => decidedOn),
  };
  return closureTriggers(events, { coal: property === 'coalMineId', today: today() });
}

import { refusal } from '@huitong/contract';
import { inJsonbOrder, textWithin, type UpsertOutcome, within } from '@huitong/kit';
import { workPermits } from './datasets/workPermits.js';
import type { WorkPermit } from './entities/workPermit.js';
import type { GasTestInput, UpsertWorkPermitInput } from './generated/resolvers.js';
import type { Context } from './loaders.js';
import { type GasTest, requiredLevel } from './rules/gb30871.js';
import { mayMove, nextStates } from './rules/permitStates.js';
import { writeRow } from './rowInput.js';

const mostTests = 50;

/**
 * Writes a permit. A level that is not given follows from the situation, the height or the mass; one that is given
 * and too low, a validity too long, or a move that the permit's state does not allow is refused.
 * @throws Refusal BAD_INPUT, CONFLICT and those of {@link writeRow}.
 */
export async function writePermit(
  context: Context,
  input: UpsertWorkPermitInput,
): Promise<{ row: WorkPermit; outcome: UpsertOutcome }> {
  const { hotWorkSituation, gasTests, ...values } = input;
  if (hotWorkSituation && input.type !== 'HOT_WORK') {
    const message = `A situation of hot work is given for ${input.type}.`;
    throw refusal('BAD_INPUT', { at: 'input.hotWorkSituation', message });
  }
  const level = input.level ?? requiredLevel({ ...values, hotWorkSituation: hotWorkSituation ?? null });
  const row = {
    ...values,
    ...(level ? { level } : {}),
    ...(hotWorkSituation ? { hotWorkSituation: inJsonbOrder(hotWorkSituation) } : {}),
    ...(gasTests === undefined ? {} : { gasTests: checkedTests(gasTests ?? []) }),
  };
  return writeRow<WorkPermit>(context, workPermits, row, refuseIllegalMove);
}

function refuseIllegalMove(before: WorkPermit | null, after: WorkPermit): void {
  if (!before || mayMove(before.state, after.state)) return;
  const legal = nextStates(before.state).join(', ') || 'nothing: it is at its end';
  throw refusal('CONFLICT', {
    at: 'input.state',
    message: `The permit is ${before.state} and may become ${legal}; not ${after.state}.`,
  });
}

/** Oldest first. Throws Refusal BAD_INPUT naming the place. */
function checkedTests(tests: readonly GasTestInput[]): GasTest[] {
  within(tests.length, { at: 'input.gasTests', least: 0, most: mostTests });
  const now = new Date().toISOString();
  tests.forEach((test, index) => {
    const at = `input.gasTests[${index}]`;
    textWithin(test.point, { at: `${at}.point`, most: 100 });
    within(test.oxygenPercent, { at: `${at}.oxygenPercent`, least: 0, most: 100 });
    within(test.combustiblePercentOfLel, { at: `${at}.combustiblePercentOfLel`, least: 0, most: 100 });
    if (test.testedAt > now) {
      throw refusal('BAD_INPUT', { at: `${at}.testedAt`, message: `${test.testedAt} is after now, ${now}.` });
    }
  });
  return tests
    .map(({ testedAt, point = null, oxygenPercent = null, combustiblePercentOfLel = null, passed }) =>
      inJsonbOrder({ testedAt, point, oxygenPercent, combustiblePercentOfLel, passed }),
    )
    .sort((a, b) => Date.parse(a.testedAt) - Date.parse(b.testedAt));
}

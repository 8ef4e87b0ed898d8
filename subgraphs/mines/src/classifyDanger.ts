import { refusal } from '@huitong/contract';
import type { ClassifyMineHiddenDangerInput } from './generated/resolvers.js';
import type { Context } from './loaders.js';
import { ownDanger, writeOwnDanger } from './ownDanger.js';

/**
 * Writes the situation of a major danger of a coal mine (煤矿安全生产条例 art. 36).
 * @throws Refusal NOT_OWN_ROW for a row of another department, or none; BAD_INPUT for a danger that has no situation.
 */
export async function classifyDanger(context: Context, { id, situation }: ClassifyMineHiddenDangerInput) {
  const danger = await ownDanger(context, id);
  if (situation && (danger.level !== 'MAJOR' || danger.objectType !== 'COAL_MINE')) {
    const message = 'Only major dangers of coal mines are among the situations of 煤矿安全生产条例 art. 36.';
    throw refusal('BAD_INPUT', { at: 'input.situation', message });
  }
  return writeOwnDanger(context, danger, { situation: situation ?? null });
}

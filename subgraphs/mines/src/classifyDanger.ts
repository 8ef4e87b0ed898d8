import { refusal } from '@huitong/contract';
import { refuseForeignLine } from '@huitong/kit';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import type { ClassifyMineHiddenDangerInput } from './generated/resolvers.js';
import type { Context } from './loaders.js';

/**
 * Writes the situation of a major danger of a coal mine (煤矿安全生产条例 art. 36).
 * @throws Refusal NOT_OWN_ROW for a row of another department, or none; BAD_INPUT for a danger that has no situation.
 */
export async function classifyDanger(context: Context, { id, situation }: ClassifyMineHiddenDangerInput) {
  refuseForeignLine(context, MineHiddenDanger.name);
  const { database, caller, loaders } = context;
  const danger = await loaders.mineHiddenDangerById.load(id);
  if (danger?.ownerDepartment !== caller.department) throw refusal('NOT_OWN_ROW', { at: 'input.id' });
  if (situation && (danger.level !== 'MAJOR' || danger.objectType !== 'COAL_MINE')) {
    const message = 'Only major dangers of coal mines are among the situations of 煤矿安全生产条例 art. 36.';
    throw refusal('BAD_INPUT', { at: 'input.situation', message });
  }
  const value = situation ?? null;
  await database.transaction(async (manager) => {
    const { affected } = await manager
      .getRepository(MineHiddenDanger)
      .update({ id: danger.id }, { situation: value });
    // Visible, and not in a division of the caller's.
    if (affected !== 1) throw refusal('NOT_OWN_ROW', { at: 'input.id' });
  });
  return { hiddenDanger: { ...danger, situation: value } };
}

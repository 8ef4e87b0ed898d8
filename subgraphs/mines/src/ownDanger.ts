import { refusal } from '@huitong/contract';
import { refuseForeignLine } from '@huitong/kit';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import type { Context } from './loaders.js';

/**
 * A danger of the caller's own department, for what its department says of it beside its moves.
 * @throws Refusal NOT_OWN_ROW for a row of another department, or none.
 */
export async function ownDanger(context: Context, id: string): Promise<MineHiddenDanger> {
  refuseForeignLine(context, MineHiddenDanger.name);
  const danger = await context.loaders.mineHiddenDangerById.load(id);
  if (danger?.ownerDepartment !== context.caller.department) throw refusal('NOT_OWN_ROW', { at: 'input.id' });
  return danger;
}

/** Writes what its department says of a danger. Throws Refusal NOT_OWN_ROW where it stands in no division of the caller's. */
export async function writeOwnDanger(
  { database }: Context,
  danger: MineHiddenDanger,
  values: Partial<Pick<MineHiddenDanger, 'situation' | 'resumptionAnnouncedAt'>>,
): Promise<{ hiddenDanger: MineHiddenDanger }> {
  await database.transaction(async (manager) => {
    const { affected } = await manager.getRepository(MineHiddenDanger).update({ id: danger.id }, values);
    if (affected !== 1) throw refusal('NOT_OWN_ROW', { at: 'input.id' });
  });
  return { hiddenDanger: { ...danger, ...values } };
}

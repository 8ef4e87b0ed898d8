import { refusal } from '@huitong/contract';
import { inJsonbOrder, textWithin, type UpsertOutcome } from '@huitong/kit';
import { chemicalParks } from './datasets/chemicalParks.js';
import type { ChemicalPark } from './entities/chemicalPark.js';
import type { UpsertChemicalParkInput } from './generated/resolvers.js';
import type { Context } from './loaders.js';
import { writeRow } from './rowInput.js';

/** Writes a park with what was judged of its ten haves and two bans. Throws Refusal BAD_INPUT naming the place. */
export async function writePark(
  context: Context,
  input: UpsertChemicalParkInput,
): Promise<{ row: ChemicalPark; outcome: UpsertOutcome }> {
  const { tenHaves, twoBans, ...values } = input;
  checkItems(tenHaves ?? [], 'input.tenHaves');
  checkItems(twoBans ?? [], 'input.twoBans');
  const haves = tenHaves?.map(({ item, met = null, remark = null }) => inJsonbOrder({ item, met, remark }));
  const bans = twoBans?.map(({ item, kept = null, remark = null }) => inJsonbOrder({ item, kept, remark }));
  const row = {
    ...values,
    ...(tenHaves === undefined ? {} : { tenHaves: haves ?? [] }),
    ...(twoBans === undefined ? {} : { twoBans: bans ?? [] }),
  };
  return writeRow<ChemicalPark>(context, chemicalParks, row);
}

function checkItems(items: readonly { item: string; remark?: string | null }[], at: string): void {
  const seen = new Set<string>();
  items.forEach(({ item, remark }, index) => {
    textWithin(remark, { at: `${at}[${index}].remark`, most: 300 });
    if (seen.has(item))
      throw refusal('BAD_INPUT', { at: `${at}[${index}].item`, message: `${item} stands there twice.` });
    seen.add(item);
  });
}

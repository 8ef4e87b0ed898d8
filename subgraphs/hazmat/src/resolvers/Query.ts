import { refusal } from '@huitong/contract';
import { checkCas } from '@huitong/kit';
import type { QueryResolvers } from '../generated/resolvers.js';
import { chemicals, majorHazards } from '../lists.js';
import { chemicalsOfCas, type Context } from '../loaders.js';

export const Query: QueryResolvers = {
  majorHazard: (_, { id }, { loaders }) => loaders.majorHazardById.load(id),
  majorHazards: (_, args, context) => majorHazards.page(context, args),
  chemical: (_, { gb18218No, casNo }, context) => {
    const byNo = gb18218No !== null && gb18218No !== undefined;
    const byCas = casNo !== null && casNo !== undefined;
    if (byNo === byCas) throw refusal('BAD_INPUT', { message: 'Give exactly one of gb18218No and casNo.' });
    return byCas ? chemicalOfCas(context, casNo) : context.loaders.chemicalByNo.load(String(gb18218No));
  },
  chemicals: (_, args, context) => chemicals.page(context, args),
};

async function chemicalOfCas(context: Context, casNo: string) {
  const check = checkCas(casNo);
  if (!check.ok) throw refusal('BAD_INPUT', { at: 'casNo', message: check.problem.message });
  const found = await chemicalsOfCas(context, check.cas);
  if (found.length > 1) {
    const numbers = found.map((one) => one.gb18218No).join(', ');
    throw refusal('BAD_INPUT', {
      at: 'casNo',
      message: `CAS ${check.cas} stands for rows ${numbers} of GB 18218-2018 table 1, by composition: ask by gb18218No.`,
    });
  }
  return found[0] ?? null;
}

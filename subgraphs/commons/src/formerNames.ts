import { refusal } from '@huitong/contract';
import { isOwnRow, type LoaderScope, textWithin, today } from '@huitong/kit';
import type { UpsertEnterpriseFormerNameInput } from './generated/resolvers.js';
import { type Context, writeFormerName } from './loaders.js';

/**
 * Writes a former name of an enterprise of the caller's own register, in its division.
 * @throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW.
 */
export async function upsertFormerName(context: Context, input: UpsertEnterpriseFormerNameInput) {
  const { enterpriseUscc, source, ...values } = input;
  textWithin(input.name, { at: 'input.name', most: 200 });
  const { validFrom, validTo } = input;
  if (validFrom && validTo && validTo < validFrom) {
    const message = `input.validTo, ${validTo}, lies before the first day, ${validFrom}.`;
    throw refusal('BAD_INPUT', { at: 'input.validTo', message });
  }
  if (validTo && validTo > today()) {
    const message = `input.validTo, ${validTo}, has not come: a name still in use is none of before.`;
    throw refusal('BAD_INPUT', { at: 'input.validTo', message });
  }
  const at = 'input.enterpriseUscc';
  const enterprise = await context.loaders.enterpriseByUscc.load(enterpriseUscc);
  if (!enterprise) throw refusal('BAD_INPUT', { at, message: `${at} is the code of no enterprise.` });
  if (!isOwnRow(context.caller, enterprise)) throw refusal('NOT_OWN_ROW', { at });
  const row = { ...values, enterpriseId: enterprise.id, divisionCode: enterprise.divisionCode };
  const written = await writeFormerName(context, { ...row, source: source ?? 'department' });
  return { enterpriseFormerName: written.row, outcome: written.outcome };
}

/** A name of before, as the matching compares it. */
export interface FormerName {
  readonly name: string;
  readonly validTo: string | null;
}

/** The former names of many enterprises by their id; one statement. */
export async function formerNamesOf(
  { database }: LoaderScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly FormerName[]>> {
  const rows = await database.query<FormerName & { id: string }>(
    `select enterprise_id as id, name, valid_to as "validTo" from enterprise_former_name
     where enterprise_id = any($1::uuid[]) order by valid_to desc nulls last, id`,
    [ids],
  );
  const names = new Map<string, FormerName[]>();
  for (const { id, ...name } of rows) names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}

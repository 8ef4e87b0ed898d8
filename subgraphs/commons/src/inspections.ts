import { refusal } from '@huitong/contract';
import { shiftDay, textWithin, today, within } from '@huitong/kit';
import type { Enterprise } from './entities/enterprise.js';
import type {
  UpsertEnterpriseInspectionInput,
  UpsertInspectionQuotaInput,
  UpsertQuietPeriodInput,
} from './generated/resolvers.js';
import { enterpriseInspections, inspectionQuotas, quietPeriods } from './lists.js';
import { type Context, writeInspection, writeInspectionQuota, writeQuietPeriod } from './loaders.js';
import { countsFor, inspectionGate, quotaOf } from './rules/inspectionGate.js';

/** Most rows of one enterprise that are looked at: more than one a day of a year. */
const most = 500;

const quotasOf = async (context: Context, id: string) =>
  (await inspectionQuotas.ofParent(context, 'enterpriseId', { first: most }).load(id)).nodes;
const inspectionsOf = async (context: Context, id: string, from: string, to: string) => {
  const where = { plannedGte: from, plannedLte: to };
  return (await enterpriseInspections.ofParent(context, 'enterpriseId', { first: most, where }).load(id))
    .nodes;
};
const yearOf = (year: number) => [`${year}-01-01`, `${year}-12-31`] as const;

/** The number of a year and how much of it is used; null where none is set. Throws Refusal BAD_INPUT. */
export async function quotaUse(context: Context, { id }: Enterprise, year: number) {
  within(year, { at: 'year', least: 2000, most: 2100 });
  const [quotas, inspections] = await Promise.all([
    quotasOf(context, id),
    inspectionsOf(context, id, ...yearOf(year)),
  ]);
  const quota = quotaOf(quotas, year);
  if (!quota) return null;
  const used = inspections.filter((one) => countsFor(year, one)).length;
  return { year, max: quota.most, used, left: Math.max(0, quota.most - used), basis: quota.basis };
}

/** Whether the caller's department may inspect an enterprise on a day; three statements for many. */
export async function gateOf(
  context: Context,
  { id }: Enterprise,
  args: { readonly at?: string | null; readonly windowDays: number },
) {
  within(args.windowDays, { at: 'windowDays', least: 0, most: 180 });
  const at = args.at ?? today();
  const [first, last] = yearOf(Number(at.slice(0, 4)));
  const [before, after] = [shiftDay(at, -args.windowDays), shiftDay(at, args.windowDays)];
  const [quotas, quiet, inspections] = await Promise.all([
    quotasOf(context, id),
    quietPeriods.ofParent(context, 'enterpriseId', { first: most }).load(id),
    inspectionsOf(context, id, before < first ? before : first, after > last ? after : last),
  ]);
  const gate = inspectionGate({
    ...{ at, inspections, windowDays: args.windowDays, quiet: quiet.nodes },
    department: context.caller.department,
    most: quotaOf(quotas, Number(at.slice(0, 4)))?.most ?? null,
  });
  return { ...gate, at };
}

/** The enterprise that a row concerns; the row takes its division. Throws Refusal BAD_INPUT. */
async function enterpriseOf({ loaders }: Context, uscc: string) {
  const at = 'input.enterpriseUscc';
  const enterprise = await loaders.enterpriseByUscc.load(uscc);
  if (!enterprise) throw refusal('BAD_INPUT', { at, message: `${at} is the code of no enterprise.` });
  return { enterpriseId: enterprise.id, divisionCode: enterprise.divisionCode };
}

const notBefore = (later: string, value: string | null | undefined, earlier: string, least: string) => {
  if (!value || value >= least) return;
  const message = `input.${later}, ${value}, lies before input.${earlier}, ${least}.`;
  throw refusal('BAD_INPUT', { at: `input.${later}`, message });
};

/** Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export async function upsertQuota(context: Context, input: UpsertInspectionQuotaInput) {
  const { enterpriseUscc, source, ...values } = input;
  within(input.year, { at: 'input.year', least: 2000, most: 2100 });
  within(input.most, { at: 'input.most', least: 0, most: 366 });
  textWithin(input.basis, { at: 'input.basis', most: 500 });
  const of = await enterpriseOf(context, enterpriseUscc);
  const { row, outcome } = await writeInspectionQuota(context, {
    ...values,
    ...of,
    source: source ?? 'department',
  });
  return { inspectionQuota: row, outcome };
}

/** Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export async function upsertQuietPeriod(context: Context, input: UpsertQuietPeriodInput) {
  const { enterpriseUscc, source, ...values } = input;
  notBefore('to', input.to, 'from', input.from);
  textWithin(input.basis, { at: 'input.basis', most: 500 });
  const of = await enterpriseOf(context, enterpriseUscc);
  const { row, outcome } = await writeQuietPeriod(context, {
    ...values,
    ...of,
    source: source ?? 'department',
  });
  return { quietPeriod: row, outcome };
}

/** Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export async function upsertInspection(context: Context, input: UpsertEnterpriseInspectionInput) {
  const { enterpriseUscc, source, items, jointDepartments, cancelled, ...values } = input;
  textWithin(input.topic, { at: 'input.topic', most: 200 });
  textWithin(input.traceId, { at: 'input.traceId', most: 100 });
  within(input.persons, { at: 'input.persons', least: 1, most: 100 });
  within(items?.length, { at: 'input.items', least: 0, most: 100 });
  within(jointDepartments?.length, { at: 'input.jointDepartments', least: 0, most: 20 });
  items?.forEach((item, index) => textWithin(item, { at: `input.items.${index}`, most: 200 }));
  // 事前报备: nobody enters before it is filed.
  notBefore('scannedAt', input.scannedAt, 'filedAt', input.filedAt);
  const now = new Date(Date.now() + 60_000).toISOString();
  for (const property of ['filedAt', 'scannedAt'] as const) {
    const at = `input.${property}`;
    if ((input[property] ?? '') > now)
      throw refusal('BAD_INPUT', { at, message: `${at} lies in the future.` });
  }
  if (cancelled && input.scannedAt) {
    const message = 'An inspection that was called off was not held.';
    throw refusal('BAD_INPUT', { at: 'input.scannedAt', message });
  }
  const { row, outcome } = await writeInspection(context, {
    ...values,
    ...(await enterpriseOf(context, enterpriseUscc)),
    ...(items === undefined ? {} : { items: items ?? [] }),
    ...(jointDepartments === undefined ? {} : { jointDepartments: [...new Set(jointDepartments ?? [])] }),
    ...(typeof cancelled === 'boolean' ? { cancelled } : {}),
    source: source ?? 'department',
  });
  return { enterpriseInspection: row, outcome };
}

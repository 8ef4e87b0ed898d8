import { refusal } from '@huitong/contract';
import { isOwnRow, type OwnedRow, pointColumns, warnUscc } from '@huitong/kit';
import {
  checkCount,
  checkDays,
  checkNumbers,
  checkOrder,
  checkPast,
  checkPhone,
  checkTexts,
} from './checks.js';
import type {
  UpsertCoalMineInput,
  UpsertNonCoalMineInput,
  UpsertTailingsPondInput,
} from './generated/resolvers.js';
import { type Context, writeCoalMine, writeNonCoalMine, writeTailingsPond } from './loaders.js';
import { bounds, nonCoalBounds, pondBounds } from './rules/bounds.js';

/** The system that a row comes from when none is said. */
export const ownSource = 'department';

/** Most people who are warned for one pond. */
const mostContacts = 50;

/** Checks a coal mine and writes it. Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export function upsertCoalMine(context: Context, input: UpsertCoalMineInput) {
  checkTexts(input, { name: 200, capacityLinkageReason: 500, principalName: 100 });
  checkNumbers(input, bounds);
  checkDays(input);
  checkPhone('input.principalPhone', input.principalPhone);
  checkPast('input.latestAccidentOn', input.latestAccidentOn);
  checkOrder(
    ['input.standardizationGrantedAt', input.standardizationGrantedAt],
    ['input.standardizationExpiresAt', input.standardizationExpiresAt],
  );
  checkOrder(
    ['input.intelligentStartedAt', input.intelligentStartedAt],
    ['input.intelligentAcceptedAt', input.intelligentAcceptedAt],
  );
  checkOrder(
    ['input.annualMeanInflowCubicMetresPerHour', input.annualMeanInflowCubicMetresPerHour],
    ['input.annualMaxInflowCubicMetresPerHour', input.annualMaxInflowCubicMetresPerHour],
  );
  checkOrder(['input.videoPointsOnline', input.videoPointsOnline], ['input.videoPoints', input.videoPoints]);
  const { location, source, ...values } = input;
  warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
  const point = pointColumns(location, context.notes, 'input.location');
  return writeCoalMine(context, { ...values, ...point, source: source ?? ownSource });
}

/** Checks a non-coal mine and writes it. Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export function upsertNonCoalMine(context: Context, input: UpsertNonCoalMineInput) {
  checkTexts(input, { name: 200, mineral: 50, principalName: 100 });
  checkNumbers(input, nonCoalBounds);
  checkPhone('input.principalPhone', input.principalPhone);
  const { location, source, hazards, ...values } = input;
  warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
  const point = pointColumns(location, context.notes, 'input.location');
  return writeNonCoalMine(context, {
    ...values,
    ...point,
    source: source ?? ownSource,
    ...(hazards === undefined ? {} : { hazards: hazards && [...new Set(hazards)] }),
  });
}

/** Checks a tailings pond and writes it. Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export function upsertTailingsPond(context: Context, input: UpsertTailingsPondInput) {
  checkTexts(input, {
    name: 200,
    mineral: 50,
    responsibleLeaderTitle: 100,
    responsibleLeaderName: 100,
  });
  checkNumbers(input, pondBounds);
  checkDays(input);
  for (const property of ['idleSince', 'closedAt', 'deregisteredAt'] as const) {
    checkPast(`input.${property}`, input[property]);
  }
  checkOrder(['input.idleSince', input.idleSince], ['input.closedAt', input.closedAt]);
  checkOrder(['input.closedAt', input.closedAt], ['input.deregisteredAt', input.deregisteredAt]);
  const { location, source, warningContacts, ...values } = input;
  warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
  const point = pointColumns(location, context.notes, 'input.location');
  return writeTailingsPond(context, {
    ...values,
    ...point,
    source: source ?? ownSource,
    ...(warningContacts === undefined ? {} : { warningContacts: contacts(warningContacts ?? []) }),
  });
}

/** People who are warned, in the order in which jsonb keeps a person, so that the same ones count as unchanged. */
function contacts(given: NonNullable<UpsertTailingsPondInput['warningContacts']>) {
  checkCount('input.warningContacts', given, mostContacts);
  return given.map(({ name, role, phone }, index) => {
    const at = `warningContacts.${index}`;
    checkTexts({ [`${at}.name`]: name, [`${at}.role`]: role }, { [`${at}.name`]: 100, [`${at}.role`]: 100 });
    checkPhone(`input.${at}.phone`, phone);
    return { name, role, phone };
  });
}

/** The ids of an input of which exactly one says what a record concerns. */
interface ConcernedIds {
  readonly coalMineId?: string | null;
  readonly nonCoalMineId?: string | null;
  readonly tailingsPondId?: string | null;
}

/**
 * The mine or pond that a record concerns: one that the caller's own department answers for, so that nobody writes
 * into another's file. Its division becomes the record's.
 * @throws Refusal BAD_INPUT when none or several are named or there is none such, NOT_OWN_ROW.
 */
export async function concernedRow(context: Context, input: ConcernedIds): Promise<OwnedRow> {
  const { loaders } = context;
  const named = [
    { at: 'input.coalMineId', id: input.coalMineId, loader: loaders.coalMineById },
    { at: 'input.nonCoalMineId', id: input.nonCoalMineId, loader: loaders.nonCoalMineById },
    { at: 'input.tailingsPondId', id: input.tailingsPondId, loader: loaders.tailingsPondById },
  ].filter(({ id }) => id !== null && id !== undefined);
  const [only] = named;
  if (!only || named.length > 1) {
    const at = named[1]?.at ?? 'input';
    const message = 'A record concerns exactly one coal mine, non-coal mine or tailings pond; name its id.';
    throw refusal('BAD_INPUT', { at, message });
  }
  const row: OwnedRow | null = await only.loader.load(only.id as string);
  if (!row) throw refusal('BAD_INPUT', { at: only.at, message: `${only.at} is the id of no row.` });
  if (!isOwnRow(context.caller, row)) throw refusal('NOT_OWN_ROW', { at: only.at });
  return row;
}

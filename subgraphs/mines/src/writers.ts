import { refusal } from '@huitong/contract';
import { isOwnRow, makeMove, type OwnedRow, pointColumns, warnUscc } from '@huitong/kit';
import {
  checkCount,
  checkDays,
  checkNumbers,
  checkOrder,
  checkPast,
  checkPhone,
  checkTexts,
} from './checks.js';
import { TailingsPond } from './entities/tailingsPond.js';
import { TailingsPondEvent } from './entities/tailingsPondEvent.js';
import type {
  MoveTailingsPondInput,
  UpsertCoalMineInput,
  UpsertNonCoalMineInput,
  UpsertTailingsPondInput,
} from './generated/resolvers.js';
import { type Context, writeCoalMine, writeNonCoalMine, writeTailingsPond } from './loaders.js';
import { bounds, nonCoalBounds, pondBounds } from './rules/bounds.js';
import { pondLifeCycle } from './rules/pondLifeCycle.js';

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
  const { location, source, warningContacts, status, ...values } = input;
  warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
  const point = pointColumns(location, context.notes, 'input.location');
  return statusByMove(
    writeTailingsPond(context, {
      ...values,
      ...point,
      ...(status ? { status } : {}),
      source: source ?? ownSource,
      ...(warningContacts === undefined ? {} : { warningContacts: contacts(warningContacts ?? []) }),
    }),
  );
}

/** The table refuses a state that no move led to; the refusal says what to do instead. */
async function statusByMove<Written>(write: Promise<Written>): Promise<Written> {
  try {
    return await write;
  } catch (error) {
    const { constraint } = ((error as { driverError?: unknown }).driverError ?? {}) as {
      constraint?: string;
    };
    if (constraint !== 'tailings_pond_state_by_move') throw error;
    const message = 'The state of a pond that is there already changes by moveTailingsPond only.';
    throw refusal('BAD_INPUT', { at: 'input.status', message, cause: error });
  }
}

/** Moves a pond along its life cycle; see rules/pondLifeCycle.ts. Throws as kit's `makeMove` does. */
export const moveTailingsPond = (context: Context, input: MoveTailingsPondInput) =>
  makeMove(
    context,
    { machine: pondLifeCycle, entity: TailingsPond, event: TailingsPondEvent, property: 'status' },
    input,
  );

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
export interface ConcernedIds {
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

import { refusal } from '@huitong/contract';
import { textWithin, today, within } from '@huitong/kit';
import type {
  SmallPlaceMeasuresInput,
  UpsertFireBrigadeInput,
  UpsertFireUnitInput,
  UpsertFireVehicleInput,
} from './generated/resolvers.js';
import { brigadeFaults } from './rules/brigade.js';
import { type NumberBounds, numberBounds, textLengths } from './rules/bounds.js';
import { isNineSmallPlace, measureLimits, type SmallPlaceMeasures } from './rules/nineSmallPlaces.js';

type Input = Readonly<Record<string, unknown>>;
const badInput = (at: string, message: string) => refusal('BAD_INPUT', { at, message });

/** Days that lie behind us: what was looked at, decided, serviced or installed. */
const pastDays = new Set(['checkedOn', 'lastCheckedOn', 'lastServicedOn', 'decidedOn', 'installedOn']);

/**
 * Checks every text, number and day of an input by the name of its field.
 * @param renamed bounds of fields that mean different things in different inputs.
 * @throws Refusal BAD_INPUT naming the place.
 */
export function checkInput(input: object, renamed: Readonly<Record<string, NumberBounds>> = {}): void {
  const limits: Readonly<Record<string, NumberBounds>> = { ...numberBounds, ...renamed };
  for (const [field, value] of Object.entries(input as Input)) {
    const at = `input.${field}`;
    const longest = (textLengths as Readonly<Record<string, number>>)[field];
    const limit = limits[field];
    if (longest !== undefined) textWithin(value as string | null, { at, most: longest });
    if (limit) within(value as number | null, { at, ...limit });
    if (pastDays.has(field) && typeof value === 'string' && value > today()) {
      throw badInput(at, `${at} is not after today, ${today()}.`);
    }
  }
}

const carried = numberBounds.carriedTonnes;
export const brigadeBounds = { foamTonnes: numberBounds.storedFoamTonnes };
export const vehicleBounds = { foamTonnes: carried, waterTonnes: carried };

/** Throws Refusal BAD_INPUT naming the place. */
export function checkUnit(input: UpsertFireUnitInput): void {
  checkInput(input);
  if (isNineSmallPlace(input.category ?? null) === true && !input.definitionSource) {
    const at = 'input.definitionSource';
    throw badInput(
      at,
      `${at} is needed: the thresholds of the nine small places differ from place to place.`,
    );
  }
  checkMeasures(input.smallPlaceMeasures);
}

function checkMeasures(measures: SmallPlaceMeasuresInput | null | undefined): void {
  if (!measures) return;
  for (const [field, most] of Object.entries(measureLimits)) {
    const value = measures[field as keyof typeof measureLimits];
    const at = `input.smallPlaceMeasures.${field}`;
    if (field === 'floorAreaSquareMetres') within(value, { at, above: 0, most });
    else within(value, { at, least: field === 'highestFloor' ? 1 : 0, most });
  }
  const { boarders, pupils } = measures as SmallPlaceMeasures;
  if (typeof boarders === 'number' && typeof pupils === 'number' && boarders > pupils) {
    const at = 'input.smallPlaceMeasures.boarders';
    throw badInput(at, `${at} is not more than pupils, ${pupils}.`);
  }
}

/** Throws Refusal BAD_INPUT naming the place. */
export function checkBrigade(input: UpsertFireBrigadeInput): void {
  checkInput(input, brigadeBounds);
  const [fault] = brigadeFaults(input);
  if (fault) throw badInput(`input.${fault.at}`, fault.message);
  if ((input.serviceDivisions?.length ?? 0) > 100) {
    throw badInput('input.serviceDivisions', 'input.serviceDivisions holds at most 100 divisions.');
  }
}

/** Throws Refusal BAD_INPUT naming the place. */
export function checkVehicle(input: UpsertFireVehicleInput): void {
  checkInput(input, vehicleBounds);
  const { position, positionAt } = input;
  if (Boolean(position) !== Boolean(positionAt)) {
    const at = position ? 'input.positionAt' : 'input.position';
    throw badInput(at, 'A position and its time are given together.');
  }
  if (positionAt) checkPast(positionAt, 'input.positionAt');
  if (input.workingHeightMetres && input.type !== 'AERIAL') {
    throw badInput('input.workingHeightMetres', 'Only an aerial appliance has a working height.');
  }
}

/** Clocks of devices run a little ahead of ours. */
const toleranceMilliseconds = 5 * 60_000;

/** Checks that an instant is not in the future. Throws Refusal BAD_INPUT naming the place. */
export function checkPast(instant: string, at: string): void {
  if (Date.parse(instant) > Date.now() + toleranceMilliseconds) {
    throw badInput(at, `${at} is not in the future.`);
  }
}

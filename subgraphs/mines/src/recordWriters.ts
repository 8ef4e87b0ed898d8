import { checkCount, checkDays, checkNumbers, checkOrder, checkPast, checkTexts } from './checks.js';
import type {
  UpsertCoalRiskAlertInput,
  UpsertGasAssessmentInput,
  UpsertMineLicenceInput,
  UpsertMineStandardizationEventInput,
} from './generated/resolvers.js';
import {
  type Context,
  writeCoalRiskAlert,
  writeGasAssessment,
  writeMineLicence,
  writeStandardizationEvent,
} from './loaders.js';
import { gasBounds, scoreBounds } from './rules/bounds.js';
import { concernedRow, ownSource } from './writers.js';

/** Most steps in the handling of one alert. */
const mostSteps = 50;

/** Checks a licence and writes it. Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export async function upsertMineLicence(context: Context, input: UpsertMineLicenceInput) {
  checkTexts(input, { number: 100, authority: 200 });
  checkDays(input);
  checkOrder(['input.validFrom', input.validFrom], ['input.validTo', input.validTo]);
  const { divisionCode } = await concernedRow(context, input);
  return writeMineLicence(context, { ...input, divisionCode, source: input.source ?? ownSource });
}

/** Checks an alert and writes it. Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export async function upsertCoalRiskAlert(context: Context, input: UpsertCoalRiskAlertInput) {
  checkTexts(input, { indicator: 200, clearedByName: 100 });
  checkOrder(['input.raisedAt', input.raisedAt], ['input.clearedAt', input.clearedAt]);
  const { divisionCode } = await concernedRow(context, input);
  const { chain, ...values } = input;
  return writeCoalRiskAlert(context, {
    ...values,
    divisionCode,
    source: input.source ?? ownSource,
    ...(chain === undefined ? {} : { chain: steps(chain ?? [], input.raisedAt) }),
  });
}

/** The steps of an alert, in order of time, each in the order in which jsonb keeps it. */
function steps(given: NonNullable<UpsertCoalRiskAlertInput['chain']>, raisedAt: string) {
  checkCount('input.chain', given, mostSteps);
  let before: readonly [string, string] = ['input.raisedAt', raisedAt];
  return given.map(({ at, actor, action }, index) => {
    const place = `chain.${index}`;
    checkTexts(
      { [`${place}.actor`]: actor, [`${place}.action`]: action },
      { [`${place}.actor`]: 100, [`${place}.action`]: 500 },
    );
    const when = [`input.${place}.at`, at] as const;
    checkOrder(before, when);
    before = when;
    return { at, actor, action };
  });
}

/** Checks a gas assessment and writes it. Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export async function upsertGasAssessment(context: Context, input: UpsertGasAssessmentInput) {
  checkTexts(input, { agency: 200 });
  checkDays(input);
  checkPast('input.assessedOn', input.assessedOn);
  checkNumbers(input, gasBounds);
  const { divisionCode } = await concernedRow(context, input);
  const { outburstOccurred, outburstIdentified, ...values } = input;
  return writeGasAssessment(context, {
    ...values,
    divisionCode,
    source: input.source ?? ownSource,
    // An explicit null means the same as nothing: the column always says yes or no.
    ...(typeof outburstOccurred === 'boolean' ? { outburstOccurred } : {}),
    ...(typeof outburstIdentified === 'boolean' ? { outburstIdentified } : {}),
  });
}

/** Checks an event of a grade and writes it. Throws Refusal BAD_INPUT naming the place, NOT_OWN_ROW. */
export async function upsertStandardizationEvent(
  context: Context,
  input: UpsertMineStandardizationEventInput,
) {
  checkTexts(input, { reason: 500 });
  checkDays(input);
  checkPast('input.happenedOn', input.happenedOn);
  checkNumbers(input, scoreBounds);
  const { divisionCode } = await concernedRow(context, input);
  return writeStandardizationEvent(context, { ...input, divisionCode, source: input.source ?? ownSource });
}

import { refusal } from '@huitong/contract';
import { pointColumns, textWithin, warnUscc, within } from '@huitong/kit';
import type { MutationResolvers, StorageUnitInput, UpsertMajorHazardInput } from '../generated/resolvers.js';
import type { Context } from '../loaders.js';
import { grade, type Quantity } from '../rules/gb18218.js';
import { checkUnits } from '../rules/unitInputs.js';
import { type NewUnit, writeMajorHazard } from '../writers.js';

export const Mutation: MutationResolvers = {
  upsertMajorHazard: async (_, { input }, context) => {
    const { location, source, units, ...values } = input;
    checkHazard(input);
    checkUnits(units);
    warnUscc(context.notes, input.enterpriseUscc, 'input.enterpriseUscc');
    const point = pointColumns(location, context.notes, 'input.location');
    const { unitS, ...grading } = grade(await quantitiesOf(units, context), input.exposedPersons);
    const hazard = { ...values, ...point, ...grading, source: source ?? 'department' };
    const written = await writeMajorHazard(
      context,
      hazard,
      units.map((unit, at) => newUnit(unit, unitS[at] ?? 0)),
    );
    return { majorHazard: written.row, outcome: written.outcome };
  },
};

function checkHazard(input: UpsertMajorHazardInput): void {
  textWithin(input.source, { at: 'input.source', most: 100 });
  textWithin(input.sourceId, { at: 'input.sourceId', most: 200 });
  textWithin(input.name, { at: 'input.name', most: 200 });
  textWithin(input.recordNumber, { at: 'input.recordNumber', most: 60 });
  textWithin(input.principalResponsibleName, { at: 'input.principalResponsibleName', most: 60 });
  textWithin(input.technicalResponsibleName, { at: 'input.technicalResponsibleName', most: 60 });
  textWithin(input.operationalResponsibleName, { at: 'input.operationalResponsibleName', most: 60 });
  textWithin(input.emergencyContactName, { at: 'input.emergencyContactName', most: 60 });
  textWithin(input.emergencyContactPhone, { at: 'input.emergencyContactPhone', most: 30 });
  within(input.exposedPersons, { at: 'input.exposedPersons', least: 0, most: 10_000_000 });
}

/** What is in each unit, in the terms of the standard. Throws Refusal BAD_INPUT for a chemical it does not list. */
async function quantitiesOf(units: readonly StorageUnitInput[], { loaders }: Context): Promise<Quantity[][]> {
  const inUnit = async (unit: StorageUnitInput, at: number) =>
    Promise.all(
      unit.tanks.map(async ({ chemicalNo, designMaximumTonnes }, index) => {
        const chemical = await loaders.chemicalByNo.load(String(chemicalNo));
        if (!chemical) {
          throw refusal('BAD_INPUT', {
            at: `input.units[${at}].tanks[${index}].chemicalNo`,
            message: `GB 18218-2018 table 1 has no row ${chemicalNo}.`,
          });
        }
        const { criticalQuantityTonnes, beta } = chemical;
        return { tonnes: designMaximumTonnes, criticalTonnes: criticalQuantityTonnes, beta };
      }),
    );
  return Promise.all(units.map(inUnit));
}

const newUnit = ({ tanks, ...unit }: StorageUnitInput, s: number): NewUnit => ({
  ...unit,
  s,
  tanks: [...tanks],
});

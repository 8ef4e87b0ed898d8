import { refusal } from '@huitong/contract';
import { checkColumns, pointColumns, textWithin, warnUscc } from '@huitong/kit';
import { agingUnits } from '../datasets/agingUnits.js';
import { chemicalFlowReports } from '../datasets/chemicalFlowReports.js';
import { fillingStations } from '../datasets/fillingStations.js';
import { gasFillingStations } from '../datasets/gasFillingStations.js';
import { hazmatLicences } from '../datasets/hazmatLicences.js';
import { illegalChemicalSites } from '../datasets/illegalChemicalSites.js';
import { industrialRiskUnits } from '../datasets/industrialRiskUnits.js';
import { majorHazards } from '../datasets/majorHazards.js';
import { leakAlerts } from '../datasets/leakAlerts.js';
import { pipelineStations } from '../datasets/pipelineStations.js';
import { pipelines } from '../datasets/pipelines.js';
import { specialOperatorCerts } from '../datasets/specialOperatorCerts.js';
import type { AgingUnit } from '../entities/agingUnit.js';
import type { Chemical } from '../entities/chemical.js';
import type { ChemicalFlowReport } from '../entities/chemicalFlowReport.js';
import type { FillingStation } from '../entities/fillingStation.js';
import type { GasFillingStation } from '../entities/gasFillingStation.js';
import type { HazmatLicence } from '../entities/hazmatLicence.js';
import type { IllegalChemicalSite } from '../entities/illegalChemicalSite.js';
import type { IndustrialRiskUnit } from '../entities/industrialRiskUnit.js';
import type { LeakAlert } from '../entities/leakAlert.js';
import type { Pipeline } from '../entities/pipeline.js';
import type { PipelineStation } from '../entities/pipelineStation.js';
import type { SpecialOperatorCert } from '../entities/specialOperatorCert.js';
import type { MutationResolvers, StorageUnitInput } from '../generated/resolvers.js';
import { hazmatDangers } from '../hiddenDangers.js';
import type { Context } from '../loaders.js';
import { writePark } from '../parks.js';
import { writePermit } from '../permits.js';
import { writeRow } from '../rowInput.js';
import { grade, type Quantity } from '../rules/gb18218.js';
import { checkUnits } from '../rules/unitInputs.js';
import { type NewUnit, writeMajorHazard } from '../writers.js';
import { decideMajorHazardEnterprise } from '../loaders.js';

export const Mutation: MutationResolvers = {
  decideMajorHazardEnterprise: (_, { input }, context) => decideMajorHazardEnterprise(context, input),

  upsertMajorHazard: async (_, { input }, context) => {
    const { location, source, units, ...values } = input;
    textWithin(input.source, { at: 'input.source', most: 100 });
    checkColumns(majorHazards.columns, input);
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
  upsertHazmatHiddenDanger: (_, { input }, context) => hazmatDangers.upsert(context, input),
  moveHazmatHiddenDanger: (_, { input }, context) => hazmatDangers.move(context, input),
  upsertHazmatLicence: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<HazmatLicence>(context, hazmatLicences, input);
    return { hazmatLicence: row, outcome };
  },
  upsertWorkPermit: async (_, { input }, context) => {
    const { row, outcome } = await writePermit(context, input);
    return { workPermit: row, outcome };
  },
  upsertChemicalPark: async (_, { input }, context) => {
    const { row, outcome } = await writePark(context, input);
    return { chemicalPark: row, outcome };
  },
  upsertFillingStation: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<FillingStation>(context, fillingStations, input);
    return { fillingStation: row, outcome };
  },
  upsertGasFillingStation: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<GasFillingStation>(context, gasFillingStations, input);
    return { gasFillingStation: row, outcome };
  },
  upsertIndustrialRiskUnit: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<IndustrialRiskUnit>(context, industrialRiskUnits, input);
    return { industrialRiskUnit: row, outcome };
  },
  upsertAgingUnit: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<AgingUnit>(context, agingUnits, input);
    return { agingUnit: row, outcome };
  },
  upsertPipeline: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<Pipeline>(context, pipelines, input);
    return { pipeline: row, outcome };
  },
  upsertPipelineStation: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<PipelineStation>(context, pipelineStations, input);
    return { pipelineStation: row, outcome };
  },
  upsertIllegalChemicalSite: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<IllegalChemicalSite>(context, illegalChemicalSites, input);
    return { illegalChemicalSite: row, outcome };
  },
  upsertSpecialOperatorCert: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<SpecialOperatorCert>(context, specialOperatorCerts, input);
    return { specialOperatorCert: row, outcome };
  },
  upsertLeakAlert: async (_, { input }, context) => {
    const { row, outcome } = await writeRow<LeakAlert>(context, leakAlerts, input);
    return { leakAlert: row, outcome };
  },
  upsertChemicalFlowReport: async (_, { input }, context) => {
    const { chemicalNo } = input;
    if (chemicalNo !== null && chemicalNo !== undefined)
      await knownChemical(context, chemicalNo, 'input.chemicalNo');
    const { row, outcome } = await writeRow<ChemicalFlowReport>(context, chemicalFlowReports, input);
    return { chemicalFlowReport: row, outcome };
  },
};

/** A chemical of the standard. Throws Refusal BAD_INPUT for a number that it does not list. */
async function knownChemical({ loaders }: Context, no: number, at: string): Promise<Chemical> {
  const chemical = await loaders.chemicalByNo.load(String(no));
  if (chemical) return chemical;
  throw refusal('BAD_INPUT', { at, message: `GB 18218-2018 table 1 has no row ${no}.` });
}

/** What is in each unit, in the terms of the standard. Throws Refusal BAD_INPUT for a chemical it does not list. */
async function quantitiesOf(units: readonly StorageUnitInput[], context: Context): Promise<Quantity[][]> {
  const inUnit = async (unit: StorageUnitInput, at: number) =>
    Promise.all(
      unit.tanks.map(async ({ chemicalNo, designMaximumTonnes }, index) => {
        const place = `input.units[${at}].tanks[${index}].chemicalNo`;
        const { criticalQuantityTonnes, beta } = await knownChemical(context, chemicalNo, place);
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

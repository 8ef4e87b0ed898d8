import { AgingUnit } from './AgingUnit.js';
import { Chemical } from './Chemical.js';
import { ChemicalFlowReport } from './ChemicalFlowReport.js';
import { ChemicalPark } from './ChemicalPark.js';
import { CoalMine } from './CoalMine.js';
import { Enterprise } from './Enterprise.js';
import { FillingStation } from './FillingStation.js';
import { GasFillingStation } from './GasFillingStation.js';
import { HazmatHiddenDanger } from './HazmatHiddenDanger.js';
import { HazmatLicence } from './HazmatLicence.js';
import { IllegalChemicalSite } from './IllegalChemicalSite.js';
import { IndustrialRiskUnit } from './IndustrialRiskUnit.js';
import { LeakAlert } from './LeakAlert.js';
import { MajorHazard } from './MajorHazard.js';
import { Mutation } from './Mutation.js';
import { Pipeline } from './Pipeline.js';
import { PipelineStation } from './PipelineStation.js';
import { Query } from './Query.js';
import { SpecialOperatorCert } from './SpecialOperatorCert.js';
import { StorageUnit } from './StorageUnit.js';
import { Tank } from './Tank.js';
import { WorkPermit } from './WorkPermit.js';

/** One GraphQL type a file. */
export const resolvers = {
  Query,
  Mutation,
  MajorHazard,
  StorageUnit,
  Tank,
  Chemical,
  HazmatLicence,
  WorkPermit,
  ChemicalFlowReport,
  ChemicalPark,
  FillingStation,
  GasFillingStation,
  IndustrialRiskUnit,
  AgingUnit,
  Pipeline,
  PipelineStation,
  IllegalChemicalSite,
  SpecialOperatorCert,
  LeakAlert,
  HazmatHiddenDanger,
  Enterprise,
  CoalMine,
};

import {
  byKey,
  decideEnterprise,
  type DecisionInput,
  type LoaderScope,
  type SubgraphContext,
} from '@huitong/kit';
import { AgingUnit } from './entities/agingUnit.js';
import { Chemical } from './entities/chemical.js';
import { ChemicalFlowReport } from './entities/chemicalFlowReport.js';
import { ChemicalPark } from './entities/chemicalPark.js';
import { FillingStation } from './entities/fillingStation.js';
import { GasFillingStation } from './entities/gasFillingStation.js';
import { HazmatHiddenDanger } from './entities/hazmatHiddenDanger.js';
import { HazmatLicence } from './entities/hazmatLicence.js';
import { IllegalChemicalSite } from './entities/illegalChemicalSite.js';
import { IndustrialRiskUnit } from './entities/industrialRiskUnit.js';
import { LeakAlert } from './entities/leakAlert.js';
import { MajorHazard } from './entities/majorHazard.js';
import { Pipeline } from './entities/pipeline.js';
import { PipelineStation } from './entities/pipelineStation.js';
import { SpecialOperatorCert } from './entities/specialOperatorCert.js';
import { StorageUnit } from './entities/storageUnit.js';
import { Tank } from './entities/tank.js';
import { WorkPermit } from './entities/workPermit.js';

/** Every read by key; made anew for each request. */
export const createLoaders = (scope: LoaderScope) => ({
  majorHazardById: byKey(scope, MajorHazard, 'id'),
  storageUnitById: byKey(scope, StorageUnit, 'id'),
  tankById: byKey(scope, Tank, 'id'),
  hazmatLicenceById: byKey(scope, HazmatLicence, 'id'),
  workPermitById: byKey(scope, WorkPermit, 'id'),
  chemicalParkById: byKey(scope, ChemicalPark, 'id'),
  fillingStationById: byKey(scope, FillingStation, 'id'),
  gasFillingStationById: byKey(scope, GasFillingStation, 'id'),
  industrialRiskUnitById: byKey(scope, IndustrialRiskUnit, 'id'),
  agingUnitById: byKey(scope, AgingUnit, 'id'),
  pipelineById: byKey(scope, Pipeline, 'id'),
  pipelineStationById: byKey(scope, PipelineStation, 'id'),
  illegalChemicalSiteById: byKey(scope, IllegalChemicalSite, 'id'),
  specialOperatorCertById: byKey(scope, SpecialOperatorCert, 'id'),
  chemicalFlowReportById: byKey(scope, ChemicalFlowReport, 'id'),
  leakAlertById: byKey(scope, LeakAlert, 'id'),
  hazmatHiddenDangerById: byKey(scope, HazmatHiddenDanger, 'id'),
  /** By the number in GB 18218-2018 table 1, as text. */
  chemicalByNo: byKey(scope, Chemical, 'gb18218No'),
});

export type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

/** The chemicals of a CAS number, one or several, in the order of their numbers. */
export async function chemicalsOfCas({ database }: LoaderScope, cas: string): Promise<Chemical[]> {
  const table = database.table(Chemical);
  return database.query<Chemical>(
    `select ${table.select('item')} from ${table.name} as item where item.cas_no = $1 order by item.gb18218_no`,
    [cas],
  );
}

/** Records a decision on the enterprise of one major hazard; see kit's decideEnterprise for outcome and refusals. */
export async function decideMajorHazardEnterprise(scope: LoaderScope, input: DecisionInput) {
  const { row, recorded } = await decideEnterprise(scope, MajorHazard, input);
  return { majorHazard: row, recorded };
}

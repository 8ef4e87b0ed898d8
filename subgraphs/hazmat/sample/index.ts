import { demoDecisions, EnterpriseMatch, type SampleData, sampleSize } from '@huitong/kit';
import { AgingUnit } from '../src/entities/agingUnit.js';
import { ChemicalFlowReport } from '../src/entities/chemicalFlowReport.js';
import { ChemicalPark } from '../src/entities/chemicalPark.js';
import { FillingStation } from '../src/entities/fillingStation.js';
import { GasFillingStation } from '../src/entities/gasFillingStation.js';
import { HazmatHiddenDanger } from '../src/entities/hazmatHiddenDanger.js';
import { HazmatHiddenDangerEvent } from '../src/entities/hazmatHiddenDangerEvent.js';
import { HazmatLicence } from '../src/entities/hazmatLicence.js';
import { IllegalChemicalSite } from '../src/entities/illegalChemicalSite.js';
import { IndustrialRiskUnit } from '../src/entities/industrialRiskUnit.js';
import { LeakAlert } from '../src/entities/leakAlert.js';
import { MajorHazard } from '../src/entities/majorHazard.js';
import { Pipeline } from '../src/entities/pipeline.js';
import { PipelineStation } from '../src/entities/pipelineStation.js';
import { SpecialOperatorCert } from '../src/entities/specialOperatorCert.js';
import { StorageUnit } from '../src/entities/storageUnit.js';
import { Tank } from '../src/entities/tank.js';
import { WorkPermit } from '../src/entities/workPermit.js';
import { dangerRows } from './dangers.js';
import { flowReportRows } from './flowReports.js';
import { hazardRows } from './hazards.js';
import { certRows, licenceRows, pipelineRows } from './papers.js';
import { leakAlertRows, permitRows } from './permits.js';
import {
  agingRows,
  fillingStationRows,
  gasStationRows,
  illegalRows,
  industrialRows,
  parkRows,
} from './sites.js';

/** Everything of this department that a city has, invented, in 晋城 and 交城. */
export const sample: SampleData = (size = sampleSize()) => {
  const all = hazardRows(size);
  const hazards = all.map((one) => one.hazard);
  const { pipelines, stations } = pipelineRows(size);
  const fillingStations = [...fillingStationRows(size)];
  const gasStations = [...gasStationRows(size)];
  const industrialUnits = [...industrialRows(size)];
  const dangers = dangerRows(size, {
    MAJOR_HAZARD: hazards,
    FILLING_STATION: fillingStations,
    GAS_FILLING_STATION: gasStations,
    INDUSTRIAL_RISK_UNIT: industrialUnits,
  });
  return [
    { entity: MajorHazard, rows: hazards },
    { entity: StorageUnit, rows: all.flatMap((one) => one.units) },
    { entity: Tank, rows: all.flatMap((one) => one.tanks) },
    { entity: LeakAlert, rows: leakAlertRows(size, hazards) },
    { entity: HazmatLicence, rows: licenceRows(size) },
    { entity: WorkPermit, rows: permitRows(size, hazards) },
    { entity: SpecialOperatorCert, rows: certRows(size) },
    { entity: ChemicalFlowReport, rows: flowReportRows(size) },
    { entity: ChemicalPark, rows: parkRows(size) },
    { entity: FillingStation, rows: fillingStations },
    { entity: GasFillingStation, rows: gasStations },
    { entity: IndustrialRiskUnit, rows: industrialUnits },
    { entity: AgingUnit, rows: agingRows(size) },
    { entity: Pipeline, rows: pipelines },
    { entity: PipelineStation, rows: stations },
    { entity: IllegalChemicalSite, rows: illegalRows(size) },
    // History first: a danger that finds none would begin one of its own.
    { entity: HazmatHiddenDangerEvent, rows: dangers.flatMap(({ events }) => events) },
    { entity: HazmatHiddenDanger, rows: dangers.map(({ danger }) => danger) },
    { entity: EnterpriseMatch, rows: demoDecisions('MajorHazard', hazards) },
  ];
};

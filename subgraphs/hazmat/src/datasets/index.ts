import type { Dataset } from '@huitong/kit';
import { agingUnits } from './agingUnits.js';
import { chemicalFlowReports } from './chemicalFlowReports.js';
import { chemicalParks } from './chemicalParks.js';
import { fillingStations } from './fillingStations.js';
import { gasFillingStations } from './gasFillingStations.js';
import { hazmatLicences } from './hazmatLicences.js';
import { hiddenDangers } from './hiddenDangers.js';
import { illegalChemicalSites } from './illegalChemicalSites.js';
import { industrialRiskUnits } from './industrialRiskUnits.js';
import { leakAlerts } from './leakAlerts.js';
import { majorHazards } from './majorHazards.js';
import { pipelineStations } from './pipelineStations.js';
import { pipelines } from './pipelines.js';
import { specialOperatorCerts } from './specialOperatorCerts.js';
import { storageUnits } from './storageUnits.js';
import { tanks } from './tanks.js';
import { workPermits } from './workPermits.js';

/** What this department can import; what is named by others comes before them. */
export const datasets: readonly Dataset[] = [
  majorHazards,
  storageUnits,
  tanks,
  hazmatLicences,
  workPermits,
  chemicalParks,
  fillingStations,
  gasFillingStations,
  industrialRiskUnits,
  agingUnits,
  pipelines,
  pipelineStations,
  illegalChemicalSites,
  specialOperatorCerts,
  leakAlerts,
  chemicalFlowReports,
  ...hiddenDangers,
];

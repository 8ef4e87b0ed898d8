import { createChemicals } from './0001-create-chemicals.js';
import { createMajorHazards } from './0002-create-major-hazards.js';
import { indexMajorHazards } from './0003-index-major-hazards.js';
import { extendHazards } from './0004-extend-hazards.js';
import { createPermits } from './0005-create-permits.js';
import { createStations } from './0006-create-stations.js';
import { createPipelines } from './0007-create-pipelines.js';
import { indexSites } from './0008-index-sites.js';
import { createHiddenDangers } from './0009-create-hidden-dangers.js';
import { addMatching } from './0010-add-matching.js';
import { indexOrders } from './0011-index-orders.js';
import { superviseHiddenDangers } from './0012-supervise-hidden-dangers.js';
import { createFlowReports } from './0013-create-flow-reports.js';

/** In order; a new one goes at the end. */
export const migrations = [
  createChemicals,
  createMajorHazards,
  indexMajorHazards,
  extendHazards,
  createPermits,
  createStations,
  createPipelines,
  indexSites,
  createHiddenDangers,
  addMatching,
  indexOrders,
  superviseHiddenDangers,
  createFlowReports,
];

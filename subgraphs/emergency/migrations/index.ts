import { createEmergency } from './0001-create-emergency.js';
import { indexEmergency } from './0002-index-emergency.js';
import { createSupplies } from './0003-create-supplies.js';
import { createWarnings } from './0004-create-warnings.js';
import { createPlans } from './0005-create-plans.js';
import { createSites } from './0006-create-sites.js';
import { completeResources } from './0007-complete-resources.js';
import { indexResources } from './0008-index-resources.js';
import { indexOrders } from './0009-index-orders.js';
import { createExperts } from './0010-create-experts.js';
import { openIncidentsIndex } from './0011-open-incidents.js';

/** In order; a new one goes at the end. */
export const migrations = [
  createEmergency,
  indexEmergency,
  createSupplies,
  createWarnings,
  createPlans,
  createSites,
  completeResources,
  indexResources,
  indexOrders,
  createExperts,
  openIncidentsIndex,
];

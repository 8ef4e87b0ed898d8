import type { Dataset } from '@huitong/kit';
import { demonstrationCommunities } from './demonstrationCommunities.js';
import { disasterInformants } from './disasterInformants.js';
import { drills } from './drills.js';
import { emergencyPlans } from './emergencyPlans.js';
import { equipment } from './equipment.js';
import { ewTerminals } from './ewTerminals.js';
import { experts } from './experts.js';
import { fireAccessRoutes } from './fireAccessRoutes.js';
import { incidents } from './incidents.js';
import { landingSites } from './landingSites.js';
import { monitoringSites } from './monitoringSites.js';
import { rescueBases } from './rescueBases.js';
import { rescueTeams } from './rescueTeams.js';
import { reservePlans } from './reservePlans.js';
import { shelters } from './shelters.js';
import { stockItems } from './stockItems.js';
import { teamCensuses } from './teamCensuses.js';
import { villagePlanSets } from './villagePlanSets.js';
import { warehouses } from './warehouses.js';

/** What this department can import, parents before what refers to them. */
export const datasets: readonly Dataset[] = [
  rescueBases,
  rescueTeams,
  teamCensuses,
  warehouses,
  stockItems,
  equipment,
  reservePlans,
  shelters,
  incidents,
  emergencyPlans,
  villagePlanSets,
  drills,
  disasterInformants,
  experts,
  landingSites,
  fireAccessRoutes,
  ewTerminals,
  monitoringSites,
  demonstrationCommunities,
];

import type { Dataset } from '@huitong/kit';
import { buildings } from './buildings.js';
import { fireBrigades } from './fireBrigades.js';
import { fireIotDevices } from './fireIotDevices.js';
import { fireUnits } from './fireUnits.js';
import { fireVehicles } from './fireVehicles.js';
import { hiddenDangers } from './hiddenDangers.js';
import { waterSources } from './waterSources.js';

/** What this department can import; wholes before their parts. */
export const datasets: readonly Dataset[] = [
  fireUnits,
  buildings,
  fireIotDevices,
  waterSources,
  fireBrigades,
  fireVehicles,
  hiddenDangers,
];

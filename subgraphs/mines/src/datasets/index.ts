import type { Dataset } from '@huitong/kit';
import { coalMines } from './coalMines.js';
import { hiddenDangers, nonCoalMineDangers, tailingsPondDangers } from './hiddenDangers.js';
import { mineInspections, minePenalties, quarterlyReports, residentSupervisors } from './mineRecords.js';
import { nonCoalMines } from './nonCoalMines.js';
import { tailingsPonds } from './tailingsPonds.js';

/** What this department can import. */
export const datasets: readonly Dataset[] = [
  coalMines,
  nonCoalMines,
  tailingsPonds,
  hiddenDangers,
  nonCoalMineDangers,
  tailingsPondDangers,
  residentSupervisors,
  mineInspections,
  minePenalties,
  quarterlyReports,
];

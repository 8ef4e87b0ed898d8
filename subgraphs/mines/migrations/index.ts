import { createMines } from './0001-create-mines.js';
import { completeCoalMines } from './0002-complete-coal-mines.js';
import { createNonCoalMines } from './0003-create-non-coal-mines.js';
import { completeTailingsPonds } from './0004-complete-tailings-ponds.js';
import { createMineRecords } from './0005-create-mine-records.js';

/** In order; a new one goes at the end. */
export const migrations = [
  createMines,
  completeCoalMines,
  createNonCoalMines,
  completeTailingsPonds,
  createMineRecords,
];

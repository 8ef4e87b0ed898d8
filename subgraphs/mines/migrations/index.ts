import { createMines } from './0001-create-mines.js';
import { indexMines } from './0002-index-mines.js';
import { completeCoalMines } from './0003-complete-coal-mines.js';
import { createNonCoalMines } from './0004-create-non-coal-mines.js';
import { completeTailingsPonds } from './0005-complete-tailings-ponds.js';
import { createMineRecords } from './0006-create-mine-records.js';

/** In order; a new one goes at the end. */
export const migrations = [
  createMines,
  indexMines,
  completeCoalMines,
  createNonCoalMines,
  completeTailingsPonds,
  createMineRecords,
];

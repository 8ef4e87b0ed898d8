import { createMines } from './0001-create-mines.js';
import { indexMines } from './0002-index-mines.js';
import { carryHiddenDangers } from './0003-carry-hidden-dangers.js';

/** In order; a new one goes at the end. */
export const migrations = [createMines, indexMines, carryHiddenDangers];

import { createMines } from './0001-create-mines.js';

/** In order; a new one goes at the end. */
export const migrations = [createMines];

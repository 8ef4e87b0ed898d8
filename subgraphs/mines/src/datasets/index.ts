import type { Dataset } from '@huitong/kit';
import { coalMines } from './coalMines.js';
import { hiddenDangers } from './hiddenDangers.js';

/** What this department can import. */
export const datasets: readonly Dataset[] = [coalMines, hiddenDangers];

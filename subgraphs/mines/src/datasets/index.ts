import type { Dataset } from '@huitong/kit';
import { coalMines } from './coalMines.js';

/** What this department can import. */
export const datasets: readonly Dataset[] = [coalMines];

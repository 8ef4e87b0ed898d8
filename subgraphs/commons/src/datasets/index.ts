import type { Dataset } from '@huitong/kit';
import { accidents } from './accidents.js';
import { departments } from './departments.js';
import { enterprises } from './enterprises.js';

/** What this department can import. */
export const datasets: readonly Dataset[] = [enterprises, departments, accidents];

import type { Dataset } from '@huitong/kit';
import { accidents } from './accidents.js';
import { departments } from './departments.js';
import { enterprises } from './enterprises.js';
import { formerNames } from './formerNames.js';

/** What this department can import. */
export const datasets: readonly Dataset[] = [enterprises, formerNames, departments, accidents];

import { createFire } from './0001-create-fire.js';
import { indexFire } from './0002-index-fire.js';

/** In order; a new one goes at the end. */
export const migrations = [createFire, indexFire];

import { createFire } from './0001-create-fire.js';

/** In order; a new one goes at the end. */
export const migrations = [createFire];

import { createCommons } from './0001-create-commons.js';

/** In order; a new one goes at the end. */
export const migrations = [createCommons];

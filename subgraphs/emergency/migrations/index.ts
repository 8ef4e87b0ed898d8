import { createEmergency } from './0001-create-emergency.js';

/** In order; a new one goes at the end. */
export const migrations = [createEmergency];

import { createEmergency } from './0001-create-emergency.js';
import { indexEmergency } from './0002-index-emergency.js';

/** In order; a new one goes at the end. */
export const migrations = [createEmergency, indexEmergency];

import { takeInCatalogue } from '../src/catalogueIntake.js';
import { createSharing } from './0001-create-sharing.js';
import { createCatalogue } from './0002-create-catalogue.js';
import { createEmergencyAccess } from './0003-create-emergency-access.js';

/** In order; a new one goes before the last, which runs again whenever the graph's schema has changed. */
export const migrations = [createSharing, createCatalogue, createEmergencyAccess, takeInCatalogue];

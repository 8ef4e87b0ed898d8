import { createChemicals } from './0001-create-chemicals.js';
import { createMajorHazards } from './0002-create-major-hazards.js';
import { indexMajorHazards } from './0003-index-major-hazards.js';

/** In order; a new one goes at the end. */
export const migrations = [createChemicals, createMajorHazards, indexMajorHazards];

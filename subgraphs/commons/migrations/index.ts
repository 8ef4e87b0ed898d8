import { createCommons } from './0001-create-commons.js';
import { createIndex } from './0002-create-index.js';

/** In order; a new one goes at the end. */
export const migrations = [createCommons, createIndex];

import { createCommons } from './0001-create-commons.js';
import { createIndex } from './0002-create-index.js';
import { createAccidents } from './0003-create-accidents.js';
import { completeEnterprises } from './0004-complete-enterprises.js';
import { indexOrders } from './0005-index-orders.js';
import { addFormerNames } from './0006-add-former-names.js';
import { createInspections } from './0007-create-inspections.js';

/** In order; a new one goes at the end. */
export const migrations = [
  createCommons,
  createIndex,
  createAccidents,
  completeEnterprises,
  indexOrders,
  addFormerNames,
  createInspections,
];

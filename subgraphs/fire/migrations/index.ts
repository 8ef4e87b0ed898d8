import { createFire } from './0001-create-fire.js';
import { indexFire } from './0002-index-fire.js';
import { addPartsOfUnits } from './0003-add-parts-of-units.js';
import { extendWaterAndBrigades } from './0004-extend-water-and-brigades.js';
import { createFireIot } from './0005-create-fire-iot.js';
import { createHiddenDangers } from './0006-create-hidden-dangers.js';
import { addMatching } from './0007-add-matching.js';
import { indexOrders } from './0008-index-orders.js';
import { superviseHiddenDangers } from './0009-supervise-hidden-dangers.js';

/** In order; a new one goes at the end. */
export const migrations = [
  createFire,
  indexFire,
  addPartsOfUnits,
  extendWaterAndBrigades,
  createFireIot,
  createHiddenDangers,
  addMatching,
  indexOrders,
  superviseHiddenDangers,
];

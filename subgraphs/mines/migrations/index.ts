import { createMines } from './0001-create-mines.js';
import { indexMines } from './0002-index-mines.js';
import { carryHiddenDangers } from './0003-carry-hidden-dangers.js';
import { completeCoalMines } from './0004-complete-coal-mines.js';
import { createNonCoalMines } from './0005-create-non-coal-mines.js';
import { completeTailingsPonds } from './0006-complete-tailings-ponds.js';
import { createMineRecords } from './0007-create-mine-records.js';
import { moveTailingsPonds } from './0008-move-tailings-ponds.js';
import { addMatching } from './0009-add-matching.js';
import { indexOrders } from './0010-index-orders.js';
import { addClosureFacts } from './0011-add-closure-facts.js';
import { superviseHiddenDangers } from './0012-supervise-hidden-dangers.js';
import { addDangerSituations } from './0013-add-danger-situations.js';
import { announceResumptions } from './0014-announce-resumptions.js';

/** In order; a new one goes at the end. */
export const migrations = [
  createMines,
  indexMines,
  carryHiddenDangers,
  completeCoalMines,
  createNonCoalMines,
  completeTailingsPonds,
  createMineRecords,
  moveTailingsPonds,
  addMatching,
  indexOrders,
  addClosureFacts,
  superviseHiddenDangers,
  addDangerSituations,
  announceResumptions,
];

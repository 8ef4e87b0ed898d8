import { coalResumptionReview, defineHiddenDangers } from '@huitong/kit';
import { CoalMine } from './entities/coalMine.js';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import { MineHiddenDangerEvent } from './entities/mineHiddenDangerEvent.js';

/** 矿山事故隐患; a new kind of object is one more line here and one more value in the table. */
export const mineDangers = defineHiddenDangers<MineHiddenDanger>({
  entity: MineHiddenDanger,
  event: MineHiddenDangerEvent,
  objects: { COAL_MINE: CoalMine },
  reviewClock: ({ objectType, productionSuspendedAt }) =>
    objectType === 'COAL_MINE' && productionSuspendedAt !== null ? coalResumptionReview : null,
});

import { coalResumptionReview, defineHiddenDangers } from '@huitong/kit';
import { CoalMine } from './entities/coalMine.js';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import { MineHiddenDangerEvent } from './entities/mineHiddenDangerEvent.js';
import { NonCoalMine } from './entities/nonCoalMine.js';
import { TailingsPond } from './entities/tailingsPond.js';

/** 矿山事故隐患; a new kind of object is one more entry of `objects` and one more value of the table's `object_type`. */
export const mineDangers = defineHiddenDangers<MineHiddenDanger>({
  entity: MineHiddenDanger,
  event: MineHiddenDangerEvent,
  objects: { COAL_MINE: CoalMine, NON_COAL_MINE: NonCoalMine, TAILINGS_POND: TailingsPond },
  reviewClock: ({ objectType, productionSuspendedAt }) =>
    objectType === 'COAL_MINE' && productionSuspendedAt !== null ? coalResumptionReview : null,
});

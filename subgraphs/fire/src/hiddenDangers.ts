import { defineHiddenDangers } from '@huitong/kit';
import { FireHiddenDanger } from './entities/fireHiddenDanger.js';
import { FireHiddenDangerEvent } from './entities/fireHiddenDangerEvent.js';
import { FireUnit } from './entities/fireUnit.js';

/** 火灾隐患; a new kind of object is one more line here and one more value in the table. */
export const fireDangers = defineHiddenDangers<FireHiddenDanger>({
  entity: FireHiddenDanger,
  event: FireHiddenDangerEvent,
  objects: { FIRE_UNIT: FireUnit },
});

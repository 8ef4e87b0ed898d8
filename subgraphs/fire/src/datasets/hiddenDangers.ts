import { hiddenDangerDataset } from '@huitong/kit';
import { FireUnit } from '../entities/fireUnit.js';
import { FireHiddenDanger } from '../entities/fireHiddenDanger.js';

/** 火灾隐患, DOMAIN §1.7. */
export const hiddenDangers = hiddenDangerDataset<FireHiddenDanger>({
  name: 'fire.hidden-dangers',
  title: { zh: '火灾隐患', en: 'Hidden dangers of fire units' },
  entity: FireHiddenDanger,
  line: 'FIRE',
  object: { type: 'FIRE_UNIT', entity: FireUnit, title: '消防对象' },
});

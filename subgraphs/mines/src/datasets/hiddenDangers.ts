import { hiddenDangerDataset } from '@huitong/kit';
import { MineHiddenDanger } from '../entities/mineHiddenDanger.js';

/** 矿山事故隐患, DOMAIN §1.7. */
export const hiddenDangers = hiddenDangerDataset<MineHiddenDanger>({
  name: 'mines.hidden-dangers',
  title: { zh: '矿山事故隐患', en: 'Hidden dangers of mines' },
  entity: MineHiddenDanger,
  line: 'ENERGY',
  objectTypes: { COAL_MINE: ['煤矿', '矿井'] },
});

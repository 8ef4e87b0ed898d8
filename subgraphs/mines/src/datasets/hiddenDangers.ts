import { hiddenDangerDataset } from '@huitong/kit';
import { CoalMine } from '../entities/coalMine.js';
import { MineHiddenDanger } from '../entities/mineHiddenDanger.js';

/** 煤矿事故隐患, DOMAIN §1.7; those of another kind of mine are one more dataset, with its own parent column. */
export const hiddenDangers = hiddenDangerDataset<MineHiddenDanger>({
  name: 'mines.hidden-dangers',
  title: { zh: '煤矿事故隐患', en: 'Hidden dangers of coal mines' },
  entity: MineHiddenDanger,
  line: 'ENERGY',
  object: { type: 'COAL_MINE', entity: CoalMine, title: '煤矿' },
});

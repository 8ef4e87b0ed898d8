import { hiddenDangerDataset } from '@huitong/kit';
import { CoalMine } from '../entities/coalMine.js';
import { MineHiddenDanger } from '../entities/mineHiddenDanger.js';
import { NonCoalMine } from '../entities/nonCoalMine.js';
import { TailingsPond } from '../entities/tailingsPond.js';

/** 煤矿事故隐患, DOMAIN §1.7. */
export const hiddenDangers = hiddenDangerDataset<MineHiddenDanger>({
  name: 'mines.hidden-dangers',
  title: { zh: '煤矿事故隐患', en: 'Hidden dangers of coal mines' },
  entity: MineHiddenDanger,
  line: 'ENERGY',
  object: { type: 'COAL_MINE', entity: CoalMine, title: '煤矿' },
});

/** 非煤矿山事故隐患, DOMAIN §1.7. */
export const nonCoalMineDangers = hiddenDangerDataset<MineHiddenDanger>({
  name: 'mines.non-coal-mine-dangers',
  title: { zh: '非煤矿山事故隐患', en: 'Hidden dangers of non-coal mines' },
  entity: MineHiddenDanger,
  line: 'EMERGENCY',
  object: { type: 'NON_COAL_MINE', entity: NonCoalMine, title: '非煤矿山' },
});

/** 尾矿库事故隐患, DOMAIN §1.7. */
export const tailingsPondDangers = hiddenDangerDataset<MineHiddenDanger>({
  name: 'mines.tailings-pond-dangers',
  title: { zh: '尾矿库事故隐患', en: 'Hidden dangers of tailings ponds' },
  entity: MineHiddenDanger,
  line: 'EMERGENCY',
  object: { type: 'TAILINGS_POND', entity: TailingsPond, title: '尾矿库' },
});

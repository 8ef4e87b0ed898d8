import { hiddenDangerDataset } from '@huitong/kit';
import type { CoalDangerSituation } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';
import { CoalMine } from '../entities/coalMine.js';
import { MineHiddenDanger } from '../entities/mineHiddenDanger.js';
import { NonCoalMine } from '../entities/nonCoalMine.js';
import { TailingsPond } from '../entities/tailingsPond.js';

/** 煤矿安全生产条例 art. 36, in the words by which departments know them. */
const situation: Spellings<CoalDangerSituation> = {
  OVER_CAPACITY_OR_STAFF: ['超能力超强度超定员', '超能力、超强度或者超定员组织生产'],
  GAS_OVER_LIMIT: ['瓦斯超限作业'],
  OUTBURST_MEASURES_MISSING: ['未实施防突措施', '突出矿井未按照规定实施防突措施'],
  GAS_DRAINAGE_MISSING: ['瓦斯抽采系统'],
  VENTILATION_UNRELIABLE: ['通风系统不完善不可靠', '通风系统不完善、不可靠'],
  OUT_OF_BOUNDS: ['超层越界开采', '超层、越界开采'],
  WATER_HAZARD_UNTREATED: ['严重水患'],
  ROCKBURST_UNTREATED: ['冲击地压'],
  SPONTANEOUS_COMBUSTION_UNTREATED: ['自然发火严重'],
  OBSOLETE_EQUIPMENT: ['淘汰设备工艺', '使用应当淘汰的危及生产安全的设备、工艺'],
  MONITORING_NOT_WORKING: ['监控与通讯系统'],
  SLOPE_UNTREATED: ['露天边坡'],
  SINGLE_POWER_SUPPLY: ['双回路供电', '未按照规定采用双回路供电系统'],
  PRODUCTION_WHILE_BUILDING: ['边建设边生产'],
  UNLAWFUL_CONTRACTING: ['承包转包外包'],
  REORGANISED_WITHOUT_LICENCE: ['改制合并分立'],
  OTHER: ['其他重大事故隐患', '其他'],
};

/** 煤矿事故隐患, DOMAIN §1.7. */
export const hiddenDangers = hiddenDangerDataset<MineHiddenDanger>({
  name: 'mines.hidden-dangers',
  title: { zh: '煤矿事故隐患', en: 'Hidden dangers of coal mines' },
  entity: MineHiddenDanger,
  line: 'ENERGY',
  object: { type: 'COAL_MINE', entity: CoalMine, title: '煤矿' },
  more: {
    situation: {
      header: '重大隐患情形',
      note: '煤矿安全生产条例第三十六条所列情形，仅重大隐患填写',
      kind: 'enum',
      values: situation,
      emptyKeeps: true,
      example: '监控与通讯系统',
    },
    resumptionAnnouncedAt: {
      header: '恢复生产公告时间',
      synonyms: ['公告时间'],
      note: '煤矿安全生产条例第四十九条，仅停产整顿后复查合格的填写',
      kind: 'instant',
      emptyKeeps: true,
      example: '',
    },
  },
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

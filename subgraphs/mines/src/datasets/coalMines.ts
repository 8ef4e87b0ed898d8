import { defineDataset } from '@huitong/kit';
import { CoalMine } from '../entities/coalMine.js';
import type {
  GasGrade,
  HydroType,
  IntelligentStage,
  MineStatus,
  MiningMethod,
  SpontaneousCombustion,
  StandardizationGrade,
} from '../generated/resolvers.js';

/** How a value is spelt in files; each enum must list all of its values. */
type Spellings<Value extends string> = Readonly<Record<Value, readonly string[]>>;

const status: Spellings<MineStatus> = {
  PRODUCING: ['生产', '正常生产', '生产矿井'],
  CONSTRUCTION: ['建设', '在建', '建设矿井'],
  STOPPED: ['停产'],
  CONSTRUCTION_STOPPED: ['停建', '停缓建'],
  CLOSED: ['关闭', '已关闭'],
};
const miningMethod: Spellings<MiningMethod> = {
  UNDERGROUND: ['井工', '地下', '井工开采'],
  SURFACE: ['露天', '露天开采'],
};
const gasGrade: Spellings<GasGrade> = {
  LOW: ['低瓦斯', '低'],
  HIGH: ['高瓦斯', '高'],
  OUTBURST: ['煤与瓦斯突出', '突出'],
};
const hydroType: Spellings<HydroType> = {
  SIMPLE: ['简单'],
  MEDIUM: ['中等'],
  COMPLEX: ['复杂'],
  VERY_COMPLEX: ['极复杂'],
};
const spontaneousCombustion: Spellings<SpontaneousCombustion> = {
  CLASS_I: ['容易自燃', 'Ⅰ类', '一类'],
  CLASS_II: ['自燃', 'Ⅱ类', '二类'],
  CLASS_III: ['不易自燃', 'Ⅲ类', '三类'],
};
const standardizationGrade: Spellings<StandardizationGrade> = {
  GRADE_1: ['一级'],
  GRADE_2: ['二级'],
  GRADE_3: ['三级'],
  NONE: ['未达标', '未定级'],
};
const intelligentStage: Spellings<IntelligentStage> = {
  NOT_STARTED: ['未启动', '未开始'],
  STARTED: ['建设中', '已启动'],
  ACCEPTED: ['已验收', '验收通过'],
};

/** 煤矿, DOMAIN §2.3. Bounds are those of the mutation `upsertCoalMine` and of the table. */
export const coalMines = defineDataset<CoalMine>({
  name: 'mines.coal-mines',
  title: { zh: '煤矿基本信息', en: 'Coal mines' },
  entity: CoalMine,
  line: 'ENERGY',
  columns: {
    sourceId: {
      header: '编号',
      synonyms: ['序列号', '矿井编号'],
      kind: 'code',
      longest: 100,
      required: true,
    },
    name: { header: '煤矿名称', synonyms: ['矿井名称', '名称'], kind: 'text', required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    mineCode: {
      header: '煤矿编码',
      synonyms: ['矿井编码'],
      kind: 'code',
      pattern: { test: /^\d{12,15}$/, means: 'a national mine code of 12 to 15 digits' },
    },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    status: { header: '生产状态', synonyms: ['状态', '矿井状态'], kind: 'enum', values: status },
    approvedCapacityWanTonnesPerYear: {
      header: '核定生产能力(万吨/年)',
      synonyms: ['核定生产能力', '核定能力(万吨/年)', '生产能力(万吨/年)'],
      kind: 'number',
      unit: '万吨/年',
      above: 0,
      most: 10_000,
    },
    depthMaxMetres: {
      header: '最大开采深度(米)',
      synonyms: ['最大开采深度', '开采深度(米)', '最大采深(米)'],
      kind: 'number',
      unit: '米',
      least: 0,
      most: 2000,
    },
    miningMethod: { header: '开采方式', kind: 'enum', values: miningMethod },
    gasGrade: { header: '瓦斯等级', synonyms: ['矿井瓦斯等级'], kind: 'enum', values: gasGrade },
    hydroType: { header: '水文地质类型', kind: 'enum', values: hydroType },
    spontaneousCombustion: {
      header: '自燃倾向性',
      synonyms: ['煤层自燃倾向性'],
      kind: 'enum',
      values: spontaneousCombustion,
    },
    rockburst: { header: '冲击地压', synonyms: ['是否冲击地压'], kind: 'boolean' },
    standardizationGrade: {
      header: '标准化等级',
      synonyms: ['安全生产标准化等级'],
      kind: 'enum',
      values: standardizationGrade,
    },
    intelligentStage: {
      header: '智能化建设',
      synonyms: ['智能化建设阶段'],
      kind: 'enum',
      values: intelligentStage,
    },
    workforce: {
      header: '从业人员(人)',
      synonyms: ['从业人员', '从业人数'],
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 100_000,
    },
    undergroundMax: {
      header: '井下最多人数(人)',
      synonyms: ['井下最多人数', '核定下井人数'],
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 100_000,
    },
    hasExplosivesStore: { header: '有无爆炸物品库', synonyms: ['爆炸物品库'], kind: 'boolean' },
    explosivesCapacityKilograms: {
      header: '爆炸物品库容量(千克)',
      kind: 'number',
      unit: '千克',
      least: 0,
      most: 1_000_000,
    },
    principalName: { header: '主要负责人', kind: 'text', longest: 50 },
    principalPhone: { header: '主要负责人电话', kind: 'code', longest: 30 },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
});

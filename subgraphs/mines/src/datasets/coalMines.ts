import { defineDataset } from '@huitong/kit';
import { CoalMine } from '../entities/coalMine.js';
import type {
  GasGrade,
  HydroType,
  IntelligentStage,
  MineAccidentGrade,
  MineCapacityMeasure,
  MineRescueArrangement,
  SpontaneousCombustion,
  StandardizationGrade,
} from '../generated/resolvers.js';
import { bounds } from '../rules/bounds.js';
import { ordered } from './ordered.js';
import { mineStatus, miningMethod, type Spellings } from './spellings.js';

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

const capacityMeasure: Spellings<MineCapacityMeasure> = {
  RAISED: ['核增'],
  KEPT: ['维持'],
  REDUCED: ['核减'],
  SUSPENDED: ['暂停'],
};
const accidentGrade: Spellings<MineAccidentGrade> = {
  EXTRAORDINARY: ['特别重大', '特别重大事故'],
  MAJOR: ['重大', '重大事故'],
  LARGER: ['较大', '较大事故'],
  GENERAL: ['一般', '一般事故'],
};
const rescueArrangement: Spellings<MineRescueArrangement> = {
  OWN_TEAM: ['自建专职救护队', '专职'],
  PART_TIME_AND_AGREEMENT: ['兼职队伍加协议', '兼职+协议', '签订协议'],
  PART_TIME_ONLY: ['仅兼职队伍', '兼职'],
  NONE: ['无'],
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
    status: { header: '生产状态', synonyms: ['状态', '矿井状态'], kind: 'enum', values: mineStatus },
    approvedCapacityWanTonnesPerYear: {
      header: '核定生产能力(万吨/年)',
      synonyms: ['核定生产能力', '核定能力(万吨/年)', '生产能力(万吨/年)'],
      kind: 'number',
      unit: '万吨/年',
      ...bounds.approvedCapacityWanTonnesPerYear,
    },
    depthMaxMetres: {
      header: '最大开采深度(米)',
      synonyms: ['最大开采深度', '开采深度(米)', '最大采深(米)'],
      kind: 'number',
      unit: '米',
      ...bounds.depthMaxMetres,
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
      ...bounds.workforce,
    },
    undergroundMax: {
      header: '井下最多人数(人)',
      synonyms: ['井下最多人数', '核定下井人数'],
      kind: 'integer',
      unit: '人',
      ...bounds.undergroundMax,
    },
    dustExplosive: { header: '煤尘爆炸性', synonyms: ['煤尘是否有爆炸性'], kind: 'boolean' },
    managementTiers: {
      header: '安全管理层级(级)',
      synonyms: ['安全管理层级'],
      kind: 'integer',
      unit: '级',
      ...bounds.managementTiers,
    },
    actualOutputWanTonnesPerYear: {
      header: '实际产量(万吨)',
      synonyms: ['年实际产量(万吨)', '实际产量'],
      kind: 'number',
      unit: '万吨',
      ...bounds.actualOutputWanTonnesPerYear,
    },
    highestMonthlyOutputWanTonnes: {
      header: '月最高产量(万吨)',
      synonyms: ['最高月产量(万吨)'],
      kind: 'number',
      unit: '万吨',
      ...bounds.highestMonthlyOutputWanTonnes,
    },
    capacityLinkageMeasure: {
      header: '产能挂钩处置',
      kind: 'enum',
      values: capacityMeasure,
    },
    capacityLinkageReason: { header: '产能挂钩依据', kind: 'text', longest: 500 },
    capacityLinkageDecidedOn: { header: '产能挂钩决定日期', kind: 'date' },
    supplyTaskYear: {
      header: '保供任务年度',
      kind: 'integer',
      unit: '年',
      ...bounds.supplyTaskYear,
    },
    supplyTaskWanTonnes: {
      header: '保供任务量(万吨)',
      kind: 'number',
      unit: '万吨',
      ...bounds.supplyTaskWanTonnes,
    },
    supplyTaskAdjustedOn: { header: '保供任务调整日期', kind: 'date' },
    standardizationScore: {
      header: '标准化得分(分)',
      synonyms: ['标准化得分'],
      kind: 'number',
      unit: '分',
      ...bounds.standardizationScore,
    },
    standardizationHazardControlScore: {
      header: '重大灾害防治得分(分)',
      kind: 'number',
      unit: '分',
      ...bounds.standardizationHazardControlScore,
    },
    standardizationProfessionalScore: {
      header: '专业管理得分(分)',
      kind: 'number',
      unit: '分',
      ...bounds.standardizationProfessionalScore,
    },
    standardizationFoundationScore: {
      header: '安全基础管理得分(分)',
      kind: 'number',
      unit: '分',
      ...bounds.standardizationFoundationScore,
    },
    standardizationGrantedAt: { header: '标准化授予日期', kind: 'date' },
    standardizationExpiresAt: { header: '标准化有效期至', kind: 'date' },
    latestAccidentGrade: { header: '最近事故等级', kind: 'enum', values: accidentGrade },
    latestAccidentOn: { header: '最近事故日期', kind: 'date' },
    intelligentStartedAt: { header: '智能化开工日期', kind: 'date' },
    intelligentAcceptedAt: { header: '智能化验收日期', kind: 'date' },
    intelligentOutputRatio: {
      header: '智能化产量占比(0-1)',
      kind: 'number',
      unit: '(0 至 1)',
      ...bounds.intelligentOutputRatio,
    },
    hoistingAutomated: { header: '提升自动化', kind: 'boolean' },
    powerAutomated: { header: '主供电自动化', kind: 'boolean' },
    unitInflowLitresPerSecondMetre: {
      header: '单位涌水量(升/秒·米)',
      kind: 'number',
      unit: '升/秒·米',
      ...bounds.unitInflowLitresPerSecondMetre,
    },
    annualMeanInflowCubicMetresPerHour: {
      header: '年平均涌水量(立方米/时)',
      kind: 'number',
      unit: '立方米/时',
      ...bounds.annualMeanInflowCubicMetresPerHour,
    },
    annualMaxInflowCubicMetresPerHour: {
      header: '年最大涌水量(立方米/时)',
      kind: 'number',
      unit: '立方米/时',
      ...bounds.annualMaxInflowCubicMetresPerHour,
    },
    inrushCubicMetresPerHour: {
      header: '突水量(立方米/时)',
      kind: 'number',
      unit: '立方米/时',
      ...bounds.inrushCubicMetresPerHour,
    },
    goafWaterClass: { header: '老空水分类', kind: 'enum', values: hydroType },
    waterImpactClass: { header: '受水害影响程度', kind: 'enum', values: hydroType },
    waterControlClass: { header: '防治水难易程度', kind: 'enum', values: hydroType },
    rescueArrangement: { header: '应急救援安排', kind: 'enum', values: rescueArrangement },
    rescueTeamEtaMinutes: {
      header: '救护队到达时间(分钟)',
      kind: 'integer',
      unit: '分钟',
      ...bounds.rescueTeamEtaMinutes,
    },
    monitoringConnected: { header: '监测联网', synonyms: ['是否监测联网'], kind: 'boolean' },
    waterProbeMonitored: { header: '探放水智能监测', kind: 'boolean' },
    videoPoints: { header: '视频点(个)', kind: 'integer', unit: '个', ...bounds.videoPoints },
    videoPointsOnline: {
      header: '在线视频点(个)',
      kind: 'integer',
      unit: '个',
      ...bounds.videoPointsOnline,
    },
    undergroundBaseline: {
      header: '下井人数基数(人)',
      kind: 'integer',
      unit: '人',
      ...bounds.undergroundBaseline,
    },
    hasExplosivesStore: { header: '有无爆炸物品库', synonyms: ['爆炸物品库'], kind: 'boolean' },
    explosivesCapacityKilograms: {
      header: '爆炸物品库容量(千克)',
      kind: 'number',
      unit: '千克',
      ...bounds.explosivesCapacityKilograms,
    },
    principalName: { header: '主要负责人', kind: 'text', longest: 50 },
    principalPhone: { header: '主要负责人电话', kind: 'code', longest: 30 },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: (row) => [
    ...ordered(row, 'standardizationGrantedAt', 'standardizationExpiresAt'),
    ...ordered(row, 'intelligentStartedAt', 'intelligentAcceptedAt'),
    ...ordered(row, 'annualMeanInflowCubicMetresPerHour', 'annualMaxInflowCubicMetresPerHour'),
    ...ordered(row, 'videoPointsOnline', 'videoPoints'),
  ],
});

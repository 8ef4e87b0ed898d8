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
import type { Spellings } from './spellings.js';

export const gasGrade: Spellings<GasGrade> = {
  LOW: ['低瓦斯', '低'],
  HIGH: ['高瓦斯', '高'],
  OUTBURST: ['煤与瓦斯突出', '突出'],
};
export const hydroType: Spellings<HydroType> = {
  SIMPLE: ['简单'],
  MEDIUM: ['中等'],
  COMPLEX: ['复杂'],
  VERY_COMPLEX: ['极复杂'],
};
export const spontaneousCombustion: Spellings<SpontaneousCombustion> = {
  CLASS_I: ['容易自燃', 'Ⅰ类', '一类'],
  CLASS_II: ['自燃', 'Ⅱ类', '二类'],
  CLASS_III: ['不易自燃', 'Ⅲ类', '三类'],
};
export const standardizationGrade: Spellings<StandardizationGrade> = {
  GRADE_1: ['一级'],
  GRADE_2: ['二级'],
  GRADE_3: ['三级'],
  NONE: ['未达标', '未定级'],
};
export const intelligentStage: Spellings<IntelligentStage> = {
  NOT_STARTED: ['未启动', '未开始'],
  STARTED: ['建设中', '已启动'],
  ACCEPTED: ['已验收', '验收通过'],
};

export const capacityMeasure: Spellings<MineCapacityMeasure> = {
  RAISED: ['核增'],
  KEPT: ['维持'],
  REDUCED: ['核减'],
  SUSPENDED: ['暂停'],
};
export const accidentGrade: Spellings<MineAccidentGrade> = {
  EXTRAORDINARY: ['特别重大', '特别重大事故'],
  MAJOR: ['重大', '重大事故'],
  LARGER: ['较大', '较大事故'],
  GENERAL: ['一般', '一般事故'],
};
export const rescueArrangement: Spellings<MineRescueArrangement> = {
  OWN_TEAM: ['自建专职救护队', '专职'],
  PART_TIME_AND_AGREEMENT: ['兼职队伍加协议', '兼职+协议', '签订协议'],
  PART_TIME_ONLY: ['仅兼职队伍', '兼职'],
  NONE: ['无'],
};

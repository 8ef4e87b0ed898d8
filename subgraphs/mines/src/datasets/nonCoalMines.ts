import { defineDataset } from '@huitong/kit';
import { NonCoalMine } from '../entities/nonCoalMine.js';
import type { MineConsolidationStage, NonCoalHazard } from '../generated/resolvers.js';
import { nonCoalBounds } from '../rules/bounds.js';
import { mineStatus, miningMethod, type Spellings } from './spellings.js';

const hazards: Spellings<NonCoalHazard> = {
  ROOF_FALL: ['冒顶片帮', '冒顶'],
  WATER_INRUSH: ['透水', '突水'],
  SLOPE_COLLAPSE: ['边坡坍塌', '坍塌'],
  GOAF: ['采空区'],
  FIRE: ['火灾'],
  BLASTING: ['爆破', '放炮'],
  POISONING: ['中毒窒息', '中毒'],
  HOISTING_FALL: ['坠罐跑车', '坠罐'],
};
const consolidation: Spellings<MineConsolidationStage> = {
  NOT_INVOLVED: ['不涉及'],
  PLANNED: ['已列入', '计划'],
  UNDER_WAY: ['进行中'],
  DONE: ['已完成'],
  CLOSING: ['拟关闭'],
};

/** 非煤矿山, DOMAIN §2.3. Bounds are those of the mutation `upsertNonCoalMine` and of the table. */
export const nonCoalMines = defineDataset<NonCoalMine>({
  name: 'mines.non-coal-mines',
  title: { zh: '非煤矿山基本信息', en: 'Non-coal mines' },
  entity: NonCoalMine,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['矿山编号'], kind: 'code', longest: 100, required: true },
    name: { header: '矿山名称', synonyms: ['名称'], kind: 'text', required: true, example: '示例铁矿' },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    status: { header: '生产状态', synonyms: ['状态'], kind: 'enum', values: mineStatus },
    mineral: { header: '矿种', synonyms: ['开采矿种'], kind: 'text', longest: 50, example: '铁' },
    miningMethod: { header: '开采方式', kind: 'enum', values: miningMethod },
    hazards: {
      header: '主要危害',
      synonyms: ['主要危险有害因素'],
      kind: 'list',
      values: hazards,
      note: '多项用顿号分隔',
      example: '冒顶片帮、透水',
    },
    approvedCapacityWanTonnesPerYear: {
      header: '核定生产规模(万吨/年)',
      synonyms: ['生产规模(万吨/年)'],
      kind: 'number',
      unit: '万吨/年',
      ...nonCoalBounds.approvedCapacityWanTonnesPerYear,
      example: '30',
    },
    depthMaxMetres: {
      header: '最大开采深度(米)',
      kind: 'number',
      unit: '米',
      ...nonCoalBounds.depthMaxMetres,
      example: '220',
    },
    slopeHeightMetres: {
      header: '边坡高度(米)',
      kind: 'number',
      unit: '米',
      ...nonCoalBounds.slopeHeightMetres,
      example: '',
    },
    mechanisedScaling: { header: '机械化撬毛', kind: 'boolean' },
    intelligentPilot: { header: '智能化试点', kind: 'boolean' },
    consolidation: { header: '整合重组进度', synonyms: ['整合重组'], kind: 'enum', values: consolidation },
    managementTiers: {
      header: '安全管理层级(级)',
      synonyms: ['安全管理层级'],
      kind: 'integer',
      unit: '级',
      ...nonCoalBounds.managementTiers,
      example: '3',
    },
    workforce: {
      header: '从业人员(人)',
      synonyms: ['从业人员'],
      kind: 'integer',
      unit: '人',
      ...nonCoalBounds.workforce,
      example: '120',
    },
    undergroundMax: {
      header: '井下最多人数(人)',
      kind: 'integer',
      unit: '人',
      ...nonCoalBounds.undergroundMax,
      example: '29',
    },
    monitoringConnected: { header: '监测联网', kind: 'boolean' },
    principalName: { header: '主要负责人', kind: 'text', longest: 50, example: '示例姓名' },
    principalPhone: { header: '主要负责人电话', kind: 'code', longest: 30, example: '0356-0000000' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
});

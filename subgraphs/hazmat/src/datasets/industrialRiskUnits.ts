import { defineDataset, notInFuture } from '@huitong/kit';
import { IndustrialRiskUnit } from '../entities/industrialRiskUnit.js';
import type { HazmatRiskTier, IndustrialRiskKind } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const hazmatRiskTier: Spellings<HazmatRiskTier> = {
  RED: ['红', '红色', '重大', '重大风险'],
  ORANGE: ['橙', '橙色', '较大', '较大风险'],
  YELLOW: ['黄', '黄色', '一般', '一般风险'],
  BLUE: ['蓝', '蓝色', '低', '低风险'],
};
const industrialRiskKind: Spellings<IndustrialRiskKind> = {
  DUST_EXPLOSION: ['粉尘涉爆', '涉粉', '粉尘'],
  METAL_SMELTING: ['金属冶炼', '冶炼'],
  HIGH_TEMPERATURE_MELT: ['高温熔融', '高温熔融金属'],
  DEEP_WELL_CASTING: ['深井铸造', '铝加工深井铸造'],
  INDUSTRIAL_GAS: ['煤气'],
  SPRAYING: ['喷涂'],
  AMMONIA_REFRIGERATION: ['涉氨', '涉氨制冷'],
  CHLORINE: ['涉氯'],
  CONFINED_SPACE: ['有限空间'],
  SILO_CLEARING: ['筒仓清库', '筒仓'],
};

/** 冶金工贸风险单元. Bounds are those of the mutation `upsertIndustrialRiskUnit`, which reads them here, and of the table. */
export const industrialRiskUnits = defineDataset<IndustrialRiskUnit>({
  name: 'hazmat.industrial-risk-units',
  title: { zh: '冶金工贸风险单元', en: 'Industrial risk units' },
  entity: IndustrialRiskUnit,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    name: { header: '单元名称', synonyms: ['名称'], kind: 'text', required: true, example: '示例抛光车间' },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    kind: {
      header: '风险种类',
      synonyms: ['种类', '单元种类'],
      kind: 'enum',
      values: industrialRiskKind,
      required: true,
    },
    hazardousQuantityTonnes: {
      header: '危险物质数量(吨)',
      kind: 'number',
      unit: '吨',
      least: 0,
      most: 100000,
      example: '0.5',
    },
    personsAtPeak: {
      header: '最多作业人数(人)',
      synonyms: ['作业人数(人)'],
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 100000,
      example: '12',
    },
    riskTier: { header: '风险等级', kind: 'enum', values: hazmatRiskTier, example: '黄' },
    monitoringConnected: { header: '是否接入监测预警', synonyms: ['接入监测预警'], kind: 'boolean' },
    lastInspectedOn: { header: '最近检查日期', kind: 'date' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: notInFuture('lastInspectedOn'),
});

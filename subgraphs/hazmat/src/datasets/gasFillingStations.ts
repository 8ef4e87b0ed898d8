import { defineDataset, notInFuture } from '@huitong/kit';
import { GasFillingStation } from '../entities/gasFillingStation.js';
import type { GasFillingKind, HazmatRiskTier } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const gasFillingKind: Spellings<GasFillingKind> = {
  INDUSTRIAL_GAS: ['工业气体'],
  LPG: ['液化石油气', '液化气'],
  ACETYLENE: ['溶解乙炔', '乙炔'],
  LIQUID_CHLORINE_AMMONIA: ['液氯', '液氨', '液氯液氨'],
};
const hazmatRiskTier: Spellings<HazmatRiskTier> = {
  RED: ['红', '红色', '重大', '重大风险'],
  ORANGE: ['橙', '橙色', '较大', '较大风险'],
  YELLOW: ['黄', '黄色', '一般', '一般风险'],
  BLUE: ['蓝', '蓝色', '低', '低风险'],
};

/** 气体充装站. Bounds are those of the mutation `upsertGasFillingStation`, which reads them here, and of the table. */
export const gasFillingStations = defineDataset<GasFillingStation>({
  name: 'hazmat.gas-filling-stations',
  title: { zh: '气体充装站', en: 'Gas cylinder filling stations' },
  entity: GasFillingStation,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    name: {
      header: '充装站名称',
      synonyms: ['名称'],
      kind: 'text',
      required: true,
      example: '示例气体充装站',
    },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    kind: { header: '充装种类', kind: 'enum', values: gasFillingKind },
    gases: { header: '充装介质', kind: 'text', example: '氧气、氮气、氩气' },
    riskAssessedOn: { header: '风险评估日期', kind: 'date' },
    riskTier: { header: '风险等级', kind: 'enum', values: hazmatRiskTier, example: '黄' },
    cylinderTracing: { header: '气瓶追溯', kind: 'boolean' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: notInFuture('riskAssessedOn'),
});

import { defineDataset, notInFuture } from '@huitong/kit';
import { ChemicalPark } from '../entities/chemicalPark.js';
import type { ParkRiskGrade } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const parkRiskGrade: Spellings<ParkRiskGrade> = {
  A: ['A', 'A级', '高安全风险'],
  B: ['B', 'B级', '较高安全风险'],
  C: ['C', 'C级', '一般安全风险'],
  D: ['D', 'D级', '较低安全风险'],
};

/** 化工园区. Bounds are those of the mutation `upsertChemicalPark`, which reads them here, and of the table. */
export const chemicalParks = defineDataset<ChemicalPark>({
  name: 'hazmat.chemical-parks',
  title: { zh: '化工园区', en: 'Chemical parks' },
  entity: ChemicalPark,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    name: { header: '园区名称', kind: 'text', required: true, example: '示例化工园区' },
    riskGrade: {
      header: '安全风险等级',
      synonyms: ['风险等级'],
      kind: 'enum',
      values: parkRiskGrade,
      example: 'C级',
    },
    assessedOn: { header: '风险评估日期', kind: 'date' },
    approvedOn: { header: '认定日期', kind: 'date' },
    areaSquareKilometres: {
      header: '面积(平方公里)',
      synonyms: ['规划面积(平方公里)'],
      kind: 'number',
      unit: '平方公里',
      above: 0,
      most: 1000,
      example: '4.5',
    },
    enterpriseCount: {
      header: '企业数量(家)',
      synonyms: ['企业数量'],
      kind: 'integer',
      unit: '家',
      least: 0,
      most: 5000,
      example: '18',
    },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: notInFuture('assessedOn', 'approvedOn'),
});

import { defineDataset, notInFuture } from '@huitong/kit';
import { Pipeline } from '../entities/pipeline.js';
import type { PipelineMedium } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const pipelineMedium: Spellings<PipelineMedium> = {
  NATURAL_GAS: ['天然气'],
  COALBED_METHANE: ['煤层气'],
  CRUDE_OIL: ['原油'],
  REFINED_OIL: ['成品油'],
  HAZARDOUS_CHEMICAL: ['危险化学品'],
};

/** 油气管道. Bounds are those of the mutation `upsertPipeline`, which reads them here, and of the table. */
export const pipelines = defineDataset<Pipeline>({
  name: 'hazmat.pipelines',
  title: { zh: '油气管道', en: 'Pipelines' },
  entity: Pipeline,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    name: { header: '管道名称', synonyms: ['名称'], kind: 'text', required: true, example: '示例煤层气管道' },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    medium: {
      header: '输送介质',
      synonyms: ['介质'],
      kind: 'enum',
      values: pipelineMedium,
      example: '煤层气',
    },
    lengthKilometres: {
      header: '长度(公里)',
      kind: 'number',
      unit: '公里',
      above: 0,
      most: 10000,
      example: '35.2',
    },
    diameterMillimetres: {
      header: '管径(毫米)',
      kind: 'number',
      unit: '毫米',
      above: 0,
      most: 3000,
      example: '508',
    },
    designPressureMegapascals: {
      header: '设计压力(兆帕)',
      kind: 'number',
      unit: '兆帕',
      above: 0,
      most: 50,
      example: '6.3',
    },
    commissionedOn: { header: '投用日期', kind: 'date', example: '2018-09-01' },
    projectApproved: { header: '项目核准', kind: 'boolean' },
    safetyFacilitiesAccepted: { header: '安全设施三同时', synonyms: ['三同时'], kind: 'boolean' },
    smartCathodicProtection: { header: '智能阴保', kind: 'boolean' },
  },
  check: notInFuture('commissionedOn'),
});

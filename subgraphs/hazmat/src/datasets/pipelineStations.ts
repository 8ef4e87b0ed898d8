import { defineDataset } from '@huitong/kit';
import { Pipeline } from '../entities/pipeline.js';
import { PipelineStation } from '../entities/pipelineStation.js';
import type { PipelineStationKind } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const pipelineStationKind: Spellings<PipelineStationKind> = {
  ORIGIN: ['首站'],
  INTERMEDIATE: ['中间站', '压气站'],
  DISTRIBUTION: ['分输站'],
  VALVE_CHAMBER: ['阀室'],
  TERMINAL: ['末站'],
};

/** 油气管道场站. Bounds are those of the mutation `upsertPipelineStation`, which reads them here, and of the table. */
export const pipelineStations = defineDataset<PipelineStation>({
  name: 'hazmat.pipeline-stations',
  title: { zh: '油气管道场站', en: 'Stations of pipelines' },
  entity: PipelineStation,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    name: { header: '场站名称', synonyms: ['名称'], kind: 'text', required: true, example: '示例分输站' },
    pipelineId: { header: '管道编号', kind: 'reference', parent: { entity: Pipeline, title: '管道' } },
    kind: {
      header: '场站种类',
      synonyms: ['种类'],
      kind: 'enum',
      values: pipelineStationKind,
      example: '分输站',
    },
    leakMonitoring: { header: '泄漏监测', kind: 'boolean' },
    staffed: { header: '有人值守', kind: 'boolean' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
});

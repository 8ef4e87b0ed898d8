import { allRules, comesAfter, defineDataset, notInFuture } from '@huitong/kit';
import { MajorHazard } from '../entities/majorHazard.js';
import { regrade } from '../regrade.js';

/**
 * 重大危险源. Its units and tanks come in files of their own, after it; until they do it has no level. Bounds are
 * those of the mutation `upsertMajorHazard`, which reads them here, and of the table.
 */
export const majorHazards = defineDataset<MajorHazard>({
  name: 'hazmat.major-hazards',
  title: { zh: '重大危险源', en: 'Major hazards' },
  entity: MajorHazard,
  line: 'EMERGENCY',
  columns: {
    sourceId: {
      header: '重大危险源编号',
      synonyms: ['编号', '序号'],
      kind: 'code',
      longest: 200,
      required: true,
    },
    name: {
      header: '重大危险源名称',
      synonyms: ['名称'],
      kind: 'text',
      required: true,
      example: '示例化工液氨罐区',
    },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    exposedPersons: {
      header: '500米内常住人口(人)',
      synonyms: ['暴露人员数量(人)', '厂区边界外500米常住人口(人)'],
      kind: 'integer',
      unit: '人',
      least: 0,
      most: 10_000_000,
      required: true,
      note: '厂区边界外500米范围内常住人口数量，决定校正系数α (GB 18218-2018 表5)',
      example: '120',
    },
    recordNumber: {
      header: '备案编号',
      synonyms: ['备案号'],
      kind: 'text',
      longest: 60,
      example: '示例备字2026001',
    },
    recordFiledOn: { header: '备案日期', kind: 'date' },
    recordValidUntil: { header: '备案有效期至', kind: 'date', example: '2029-04-30' },
    safetyEvaluatedOn: {
      header: '安全评价日期',
      synonyms: ['安全评估日期'],
      kind: 'date',
      example: '2026-04-10',
    },
    monitoringConnected: { header: '是否接入监测预警', synonyms: ['接入监测预警'], kind: 'boolean' },
    permitSystem: { header: '特殊作业审批系统', kind: 'boolean' },
    locationSystem: { header: '人员定位系统', kind: 'boolean' },
    dualPrevention: { header: '双重预防数字化', kind: 'boolean' },
    principalResponsibleName: { header: '主要负责人', kind: 'text', longest: 60, example: '示例姓名' },
    technicalResponsibleName: { header: '技术负责人', kind: 'text', longest: 60, example: '示例姓名' },
    operationalResponsibleName: { header: '操作负责人', kind: 'text', longest: 60, example: '示例姓名' },
    emergencyContactName: { header: '应急联系人', kind: 'text', longest: 60, example: '示例姓名' },
    emergencyContactPhone: { header: '应急联系电话', kind: 'code', longest: 30, example: '0356-0000000' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: allRules(
    comesAfter('recordValidUntil', 'recordFiledOn'),
    notInFuture('recordFiledOn', 'safetyEvaluatedOn'),
  ),
  afterBatch: regrade,
});

import { defineDataset } from '@huitong/kit';
import { Chemical } from '../entities/chemical.js';
import { ChemicalFlowReport } from '../entities/chemicalFlowReport.js';
import type { ChemicalFlowKind, ControlledChemical } from '../generated/resolvers.js';
import { flowReportFaults } from '../rules/flowReports.js';
import type { Spellings } from './spellings.js';

const chemicalFlowKind: Spellings<ChemicalFlowKind> = { SALE: ['销售'], PURCHASE: ['购买', '采购'] };
const controlledChemical: Spellings<ControlledChemical> = {
  HIGHLY_TOXIC: ['剧毒化学品', '剧毒'],
  EXPLOSIVE_PRECURSOR: ['易制爆危险化学品', '易制爆'],
};

/** 剧毒、易制爆流向报告. Bounds are those of the mutation `upsertChemicalFlowReport`, which reads them here, and of the table. */
export const chemicalFlowReports = defineDataset<ChemicalFlowReport>({
  name: 'hazmat.chemical-flow-reports',
  title: { zh: '剧毒、易制爆危险化学品流向报告', en: 'Reports of the flow of controlled chemicals' },
  entity: ChemicalFlowReport,
  line: 'PUBLIC_SECURITY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号', '备案编号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    kind: {
      header: '购销类别',
      synonyms: ['类别'],
      kind: 'enum',
      values: chemicalFlowKind,
      required: true,
    },
    control: {
      header: '管控类别',
      kind: 'enum',
      values: controlledChemical,
      required: true,
      example: '易制爆危险化学品',
    },
    enterpriseUscc: { header: '报告单位统一社会信用代码', kind: 'uscc' },
    chemicalName: { header: '品名', synonyms: ['品种'], kind: 'text', required: true, example: '硝酸' },
    chemicalNo: {
      header: 'GB18218序号',
      kind: 'reference',
      note: 'GB 18218-2018 表1 的序号或名称；表1 未列的品种不填',
      parent: {
        entity: Chemical,
        title: 'GB 18218-2018 表1 化学品',
        by: ['gb18218No', 'name'],
        takes: 'gb18218No',
      },
      example: '81',
    },
    quantityKilograms: {
      header: '数量(千克)',
      kind: 'number',
      unit: '千克',
      above: 0,
      most: 10_000_000,
      example: '500',
    },
    counterpartyUscc: {
      header: '对方单位统一社会信用代码',
      synonyms: ['流向单位统一社会信用代码'],
      kind: 'uscc',
      example: '',
    },
    counterpartyName: {
      header: '对方单位名称',
      synonyms: ['流向单位'],
      kind: 'text',
      example: '示例化工有限公司',
    },
    intendedUse: { header: '用途', kind: 'text', longest: 300, example: '金属表面处理' },
    tradedOn: {
      header: '购销日期',
      synonyms: ['销售日期', '购买日期'],
      kind: 'date',
      required: true,
      example: '2026-05-01',
    },
    reportedAt: { header: '报告时间', synonyms: ['备案时间'], kind: 'instant', example: '2026-05-02 10:00' },
  },
  check: flowReportFaults,
});

import { allRules, defineDataset, notBefore, notInFuture } from '@huitong/kit';
import { IllegalChemicalSite } from '../entities/illegalChemicalSite.js';
import type { IllegalChemicalSiteKind, IllegalChemicalSiteStatus } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';
import { closedWhenClosed } from '../rules/closedCases.js';

const illegalChemicalSiteKind: Spellings<IllegalChemicalSiteKind> = {
  PRODUCTION: ['非法生产'],
  STORAGE: ['非法储存'],
  FUEL_SALE: ['黑加油点', '非法加油'],
  GAS_FILLING: ['非法充装'],
};
const illegalChemicalSiteStatus: Spellings<IllegalChemicalSiteStatus> = {
  REPORTED: ['线索'],
  VERIFIED: ['已核实'],
  SHUT_DOWN: ['已取缔', '取缔'],
  TRANSFERRED: ['已移送', '移送公安'],
  CLOSED: ['已结案', '结案'],
};

/** 非法小化工. Bounds are those of the mutation `upsertIllegalChemicalSite`, which reads them here, and of the table. */
export const illegalChemicalSites = defineDataset<IllegalChemicalSite>({
  name: 'hazmat.illegal-chemical-sites',
  title: { zh: '非法小化工', en: 'Illegal chemical sites' },
  entity: IllegalChemicalSite,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    name: { header: '名称', synonyms: ['点位名称'], kind: 'text', required: true, example: '示例黑加油点' },
    kind: { header: '种类', kind: 'enum', values: illegalChemicalSiteKind, example: '黑加油点' },
    address: { header: '地址', kind: 'text', longest: 300, example: '示例市示例镇示例村' },
    activity: { header: '违法行为', kind: 'text', longest: 1000, example: '无证销售汽油' },
    foundOn: { header: '发现日期', kind: 'date', required: true, example: '2026-04-20' },
    status: {
      header: '处置状态',
      synonyms: ['状态'],
      kind: 'enum',
      values: illegalChemicalSiteStatus,
      required: true,
      example: '已取缔',
    },
    quantityTonnes: {
      header: '危险化学品数量(吨)',
      kind: 'number',
      unit: '吨',
      least: 0,
      most: 100000,
      example: '1.5',
    },
    closedOn: { header: '结案日期', kind: 'date', example: '' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
  check: allRules(closedWhenClosed, notBefore('closedOn', 'foundOn'), notInFuture('foundOn', 'closedOn')),
});

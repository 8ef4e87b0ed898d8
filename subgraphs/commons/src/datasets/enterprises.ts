import { defineDataset } from '@huitong/kit';
import { Enterprise } from '../entities/enterprise.js';
import type { EnterpriseSector, RiskTier } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const sector: Spellings<EnterpriseSector> = {
  COAL: ['煤矿', '煤炭', '煤矿开采'],
  NON_COAL_MINING: ['非煤矿山', '非煤'],
  CHEMICALS: ['化工和危险化学品', '化工', '危化品', '危险化学品'],
  INDUSTRY: ['冶金工贸', '工贸', '冶金等工贸'],
  COMMERCE: ['商贸服务', '商贸'],
  OTHER: ['其他', '其它'],
};
const riskTier: Spellings<RiskTier> = {
  LOW: ['低', '低风险'],
  GENERAL: ['一般', '一般风险', '中'],
  HIGH: ['高', '高风险'],
};

/** 企业, DOMAIN §1.8. Bounds are those of the mutation `upsertEnterprise` and of the table. */
export const enterprises = defineDataset<Enterprise>({
  name: 'commons.enterprises',
  title: { zh: '生产经营单位基本信息', en: 'Enterprises' },
  entity: Enterprise,
  line: 'SAFETY_COMMITTEE',
  columns: {
    sourceId: {
      header: '编号',
      synonyms: ['企业编号', '单位编号'],
      kind: 'code',
      longest: 100,
      required: true,
    },
    uscc: {
      header: '统一社会信用代码',
      synonyms: ['社会信用代码', '信用代码'],
      kind: 'uscc',
      required: true,
    },
    name: {
      header: '企业名称',
      synonyms: ['单位名称', '名称', '生产经营单位名称'],
      kind: 'text',
      required: true,
      example: '示例煤业有限公司',
    },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    sector: { header: '行业', synonyms: ['行业领域', '所属行业'], kind: 'enum', values: sector },
    address: {
      header: '地址',
      synonyms: ['生产经营地址', '住所', '详细地址'],
      kind: 'text',
      longest: 400,
      example: '示例市示例镇示例村',
    },
    riskTier: {
      header: '风险等级',
      synonyms: ['安全风险等级'],
      kind: 'enum',
      values: riskTier,
      example: '高',
    },
    safetyManagerName: {
      header: '安全负责人',
      synonyms: ['安全管理人员', '安全负责人姓名'],
      kind: 'text',
      longest: 60,
      example: '示例姓名',
    },
    safetyManagerPhone: {
      header: '安全负责人电话',
      synonyms: ['安全负责人联系电话', '联系电话'],
      kind: 'code',
      longest: 30,
      example: '0356-0000000',
    },
    dishonestSince: {
      header: '严重失信列入日期',
      synonyms: ['列入严重失信名单日期'],
      kind: 'date',
      example: '',
    },
    dishonestUntil: {
      header: '严重失信移出日期',
      synonyms: ['移出严重失信名单日期'],
      kind: 'date',
      example: '',
    },
    dishonestReason: { header: '严重失信列入原因', kind: 'text', longest: 1000, example: '' },
  },
  location: { lat: ['纬度'], lon: ['经度'], crs: ['坐标系', '坐标系统'] },
});

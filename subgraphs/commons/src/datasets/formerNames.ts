import { defineDataset, today } from '@huitong/kit';
import { Enterprise } from '../entities/enterprise.js';
import { EnterpriseFormerName } from '../entities/enterpriseFormerName.js';

/** 企业曾用名. Bounds are those of the mutation `upsertEnterpriseFormerName` and of the table. */
export const formerNames = defineDataset<EnterpriseFormerName>({
  name: 'commons.former-names',
  title: { zh: '企业曾用名', en: 'Former names of enterprises' },
  entity: EnterpriseFormerName,
  line: 'SAFETY_COMMITTEE',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: { header: '行政区划代码', synonyms: ['区划代码'], kind: 'division' },
    enterpriseId: {
      header: '企业编号',
      synonyms: ['单位编号'],
      note: '企业在本部门名册中的编号，或其统一社会信用代码',
      kind: 'reference',
      required: true,
      parent: {
        entity: Enterprise,
        title: '企业',
        by: ['sourceId', 'uscc'],
        inherits: { divisionCode: 'divisionCode' },
      },
    },
    name: {
      header: '曾用名',
      synonyms: ['原名称', '变更前名称'],
      kind: 'text',
      required: true,
      example: '示例煤矿',
    },
    validFrom: { header: '启用日期', kind: 'date', example: '2010-01-01' },
    validTo: { header: '停用日期', synonyms: ['变更日期'], kind: 'date', example: '2020-12-31' },
  },
  check({ validFrom, validTo }) {
    if (!validTo) return [];
    if (validFrom && validTo < validFrom)
      return [{ columns: ['validTo', 'validFrom'], message: `${validTo} lies before ${validFrom}.` }];
    if (validTo > today()) return [{ columns: ['validTo'], message: `${validTo} has not come yet.` }];
    return [];
  },
});

import { comesAfter, defineDataset } from '@huitong/kit';
import { HazmatLicence } from '../entities/hazmatLicence.js';
import type { HazmatLicenceKind, HazmatLicenceStatus } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const hazmatLicenceKind: Spellings<HazmatLicenceKind> = {
  PRODUCTION: ['安全生产许可', '生产许可', '安全生产许可证'],
  SAFE_USE: ['安全使用许可', '使用许可', '安全使用许可证'],
  OPERATION: ['经营许可', '经营许可证'],
  REGISTRATION: ['登记', '登记证', '危险化学品登记证'],
};
const hazmatLicenceStatus: Spellings<HazmatLicenceStatus> = {
  VALID: ['有效'],
  SUSPENDED: ['暂扣'],
  REVOKED: ['吊销'],
  CANCELLED: ['注销'],
};

/** 危险化学品行政许可. Bounds are those of the mutation `upsertHazmatLicence`, which reads them here, and of the table. */
export const hazmatLicences = defineDataset<HazmatLicence>({
  name: 'hazmat.hazmat-licences',
  title: { zh: '危险化学品行政许可', en: 'Licences for dangerous chemicals' },
  entity: HazmatLicence,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    licenceNo: {
      header: '证书编号',
      synonyms: ['许可证编号', '证号'],
      kind: 'code',
      longest: 100,
      required: true,
      example: '示例字〔2026〕0001',
    },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    kind: {
      header: '证照种类',
      synonyms: ['许可种类'],
      kind: 'enum',
      values: hazmatLicenceKind,
      required: true,
      example: '经营许可',
    },
    authority: { header: '发证机关', kind: 'text', example: '示例市应急管理局' },
    permittedScope: {
      header: '许可范围',
      synonyms: ['经营范围'],
      kind: 'text',
      longest: 1000,
      example: '汽油、柴油',
    },
    validFrom: { header: '有效期起', synonyms: ['有效期自', '发证日期'], kind: 'date' },
    validTo: { header: '有效期止', synonyms: ['有效期至'], kind: 'date', example: '2029-04-30' },
    status: { header: '状态', kind: 'enum', values: hazmatLicenceStatus },
  },
  check: comesAfter('validTo', 'validFrom'),
});

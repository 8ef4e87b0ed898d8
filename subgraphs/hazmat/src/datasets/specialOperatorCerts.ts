import { allRules, comesAfter, defineDataset, notInFuture } from '@huitong/kit';
import { SpecialOperatorCert } from '../entities/specialOperatorCert.js';
import type { SpecialOperatorTrade } from '../generated/resolvers.js';
import type { Spellings } from './spellings.js';

const specialOperatorTrade: Spellings<SpecialOperatorTrade> = {
  WELDING: ['焊接与热切割', '焊工'],
  HEIGHT: ['高处作业', '高处'],
  ELECTRICIAN: ['电工作业', '电工'],
  REFRIGERATION: ['制冷与空调', '制冷'],
  HAZMAT_PROCESS: ['危险化学品安全作业', '危化工艺'],
  COAL_GAS: ['冶金(有色)生产安全作业', '煤气作业'],
};

/** 特种作业操作证. Bounds are those of the mutation `upsertSpecialOperatorCert`, which reads them here, and of the table. */
export const specialOperatorCerts = defineDataset<SpecialOperatorCert>({
  name: 'hazmat.special-operator-certs',
  title: { zh: '特种作业操作证', en: 'Certificates of special operators' },
  entity: SpecialOperatorCert,
  line: 'EMERGENCY',
  columns: {
    sourceId: { header: '编号', synonyms: ['序号'], kind: 'code', longest: 100, required: true },
    divisionCode: {
      header: '行政区划代码',
      synonyms: ['区划代码', '所在区划代码'],
      kind: 'division',
      required: true,
    },
    certNo: {
      header: '操作证编号',
      synonyms: ['证书编号', '证号'],
      kind: 'code',
      longest: 60,
      example: 'T0000000001',
    },
    holderName: { header: '姓名', synonyms: ['持证人'], kind: 'text', longest: 60, example: '示例姓名' },
    enterpriseUscc: { header: '统一社会信用代码', synonyms: ['企业统一社会信用代码'], kind: 'uscc' },
    trade: { header: '作业类别', kind: 'enum', values: specialOperatorTrade, required: true },
    authority: { header: '发证机关', kind: 'text', example: '示例省应急管理厅' },
    validFrom: { header: '有效期起', synonyms: ['初领日期'], kind: 'date', example: '2023-05-01' },
    validTo: { header: '有效期止', synonyms: ['有效期至'], kind: 'date', example: '2029-04-30' },
    reviewedOn: { header: '复审日期', kind: 'date', example: '2026-04-20' },
    verified: { header: '是否核验通过', synonyms: ['核验结果'], kind: 'boolean' },
    verifiedOn: { header: '核验日期', kind: 'date' },
    revoked: { header: '是否撤销', kind: 'boolean', example: '否' },
    revokedReason: { header: '撤销原因', kind: 'text', longest: 300, example: '' },
  },
  check: allRules(comesAfter('validTo', 'validFrom'), notInFuture('reviewedOn', 'verifiedOn')),
});

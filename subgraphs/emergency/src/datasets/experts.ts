import { comesAfter, defineDataset, telephone } from '@huitong/kit';
import { Expert } from '../entities/expert.js';
import { divisionCode, sourceId } from './columns.js';
import { administrativeLevel, expertSpecialty } from './spellings.js';

/** 应急管理专家, DOMAIN §2.6. Bounds are those of the mutation `upsertExpert` and of the table. */
export const experts = defineDataset<Expert>({
  name: 'emergency.experts',
  title: { zh: '应急管理专家', en: 'Experts' },
  entity: Expert,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '姓名', synonyms: ['专家姓名'], kind: 'text', longest: 50, example: '示例姓名' },
    phone: { header: '联系电话', kind: 'code', longest: 30, pattern: telephone, example: '0356-0000000' },
    specialties: {
      header: '专业领域',
      synonyms: ['专业', '专业特长'],
      kind: 'list',
      values: expertSpecialty,
      whenEmpty: [],
      example: '煤矿安全、地质灾害',
    },
    professionalTitle: {
      header: '职称',
      synonyms: ['专业技术职称'],
      kind: 'text',
      longest: 100,
      example: '高级工程师',
    },
    employer: { header: '工作单位', kind: 'text', longest: 200, example: '示例研究院' },
    enterpriseUscc: { header: '工作单位统一社会信用代码', kind: 'uscc', example: '' },
    level: { header: '专家库级别', synonyms: ['级别'], kind: 'enum', values: administrativeLevel },
    appointedOn: { header: '聘任日期', kind: 'date', example: '2025-05-01' },
    termEndsOn: { header: '聘期截止日期', synonyms: ['聘期至'], kind: 'date', example: '2028-04-30' },
    available: { header: '可调用', kind: 'boolean' },
  },
  check: comesAfter('termEndsOn', 'appointedOn'),
});

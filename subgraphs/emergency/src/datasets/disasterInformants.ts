import { defineDataset, telephone } from '@huitong/kit';
import { DisasterInformant } from '../entities/disasterInformant.js';
import { divisionCode, sourceId } from './columns.js';
import { informantRole } from './spellings.js';

/** 灾害信息员, DOMAIN §2.6. Bounds are those of the mutation `upsertDisasterInformant` and of the table. */
export const disasterInformants = defineDataset<DisasterInformant>({
  name: 'emergency.disaster-informants',
  title: { zh: '灾害信息员', en: 'Disaster informants' },
  entity: DisasterInformant,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    name: { header: '姓名', kind: 'text', longest: 50, example: '示例姓名' },
    phone: { header: '联系电话', kind: 'code', longest: 30, pattern: telephone, example: '0356-0000000' },
    role: { header: '角色', kind: 'enum', values: informantRole, required: true },
    fullTime: { header: '专职', kind: 'boolean' },
    trainedOn: { header: '最近培训日期', kind: 'date' },
  },
});

import { comesAfter, defineDataset } from '@huitong/kit';
import { EmergencyPlan } from '../entities/emergencyPlan.js';
import { divisionCode, sourceId } from './columns.js';
import { administrativeLevel, planKind } from './spellings.js';

/** 应急预案, DOMAIN §2.6. Bounds are those of the mutation `upsertEmergencyPlan` and of the table. */
export const emergencyPlans = defineDataset<EmergencyPlan>({
  name: 'emergency.emergency-plans',
  title: { zh: '应急预案', en: 'Emergency plans' },
  entity: EmergencyPlan,
  line: 'EMERGENCY',
  columns: {
    sourceId,
    divisionCode,
    title: { header: '名称', kind: 'text', required: true, example: '示例市突发事件总体应急预案' },
    kind: { header: '类别', kind: 'enum', values: planKind, required: true },
    level: { header: '级别', kind: 'enum', values: administrativeLevel, example: '县级' },
    enterpriseUscc: { header: '编制企业统一社会信用代码', kind: 'uscc', example: '' },
    version: { header: '版本', kind: 'text', longest: 50, example: '2026年版' },
    approvedOn: { header: '批准日期', kind: 'date' },
    nextReviewOn: { header: '下次修订日期', kind: 'date', example: '2029-05-01' },
    deadline: { header: '发布期限', kind: 'date', example: '2026-05-31' },
  },
  check: comesAfter('nextReviewOn', 'approvedOn'),
});
